import type { LayerCommands, LayerSource } from './image-request.js';
import type { TextAttributes } from './values.js';

/** Brings the commands of a layer down to those that its kind of text heeds (`r-text.md`, `r-textps.md`). */
export function settleText(commands: LayerCommands, source: LayerSource): LayerCommands {
	const isTextPs = source.type === 'text' && source.renderer === 'textPs';
	const { textAngle, textPath, textFlowPath, textFlowXPath, pathAttr, textAttr, ...others } = commands;
	const settled = {
		...others,
		...(textAttr && source.type === 'text' && { textAttr: settleAttributes(textAttr, isTextPs) }),
	};
	if (!isTextPs) return settled;
	const hasPath = textPath !== undefined && textPath.length > 0;
	return {
		...settled,
		...(textAngle !== undefined && !hasPath && { textAngle }),
		...(textPath && { textPath }),
		...(textFlowPath && { textFlowPath }),
		...(textFlowXPath && textFlowPath?.length && { textFlowXPath }),
		...(pathAttr && hasPath && { pathAttr }),
	};
}

/** A mode that the other renderer alone knows is read as the default. */
function settleAttributes(attributes: TextAttributes, isTextPs: boolean): TextAttributes {
	if (isTextPs) return { ...attributes, resolutionMode: 'fixedRes', wordWrap: 'wrap' };
	return { ...attributes, antiAliasing: attributes.antiAliasing === 'off' ? 'off' : 'norm' };
}

import type { ImageRequest, Layer, LayerCommands } from '../protocol/image-request.js';

/** Layer commands that are understood but not drawn; the picture is made as if they were absent. */
export const LAYER_COMMANDS: readonly (keyof LayerCommands)[] = [];

/** The same, of text that `textPs=` lays out. */
export const TEXT_COMMANDS: readonly (keyof LayerCommands)[] = [
	'textAngle',
	'textPath',
	'textFlowPath',
	'textFlowXPath',
	'pathAttr',
];

/** One sentence for everything in a request that is not drawn as documented. */
export function undrawn({ layers }: ImageRequest): readonly string[] {
	return layers.flatMap(undrawnOfLayer);
}

function undrawnOfLayer({ commands, source }: Layer): readonly string[] {
	const given = (names: readonly (keyof LayerCommands)[]) =>
		names.filter((name) => commands[name] !== undefined).map((name) => `${name}= is not drawn.`);
	if (source.type !== 'text') return given(LAYER_COMMANDS);
	const { renderer, document } = source;
	return [
		...given(LAYER_COMMANDS),
		...(renderer === 'textPs' ? given(TEXT_COMMANDS) : []),
		...(document.flow === 'vertical' ? ['Vertical text is drawn horizontally.'] : []),
		...(commands.textAttr?.antiAliasing === 'off' ? ['Text is always anti-aliased.'] : []),
	];
}

import { spelled } from './commands.js';
import { type Draft, keepLeftover, type Slots } from './draft.js';
import type { Layer, LayerCommands } from './image-request.js';
import type { ProblemList } from './problem-list.js';
import { vainCommands } from './vain-commands.js';
import type { TextAttributes } from './values.js';

/** Brings the commands of a layer down to those that it heeds, and tells of the others. */
export function settleLayer(
	commands: LayerCommands,
	layer: Pick<Layer, 'source' | 'mask'>,
	slots: Slots,
	draft: Draft,
	problems: ProblemList,
): LayerCommands {
	const { source } = layer;
	const vain = vainCommands(commands, layer);
	for (const [name, where] of vain) {
		const [value, assignment] = [commands[name], slots.get(name)];
		const isEmptyPath = Array.isArray(value) && value.length === 0;
		if (value === undefined || isEmptyPath || !assignment) continue;
		const { spelling, modifier, segment } = assignment;
		problems.warn('not-permitted', `${spelled(spelling)}= has no effect ${where}.`, modifier);
		keepLeftover(draft, modifier, segment);
	}
	const { textAttr, ...others } = Object.fromEntries(
		Object.entries(commands).filter(([name]) => !vain.has(name as keyof LayerCommands)),
	) as LayerCommands;
	if (!textAttr || source.type !== 'text') return others;
	return { ...others, textAttr: settleAttributes(textAttr, source.renderer === 'textPs') };
}

/** A mode that the other renderer alone knows is read as the default. */
function settleAttributes(attributes: TextAttributes, isTextPs: boolean): TextAttributes {
	if (isTextPs) return { ...attributes, resolutionMode: 'fixedRes', wordWrap: 'wrap' };
	return { ...attributes, antiAliasing: attributes.antiAliasing === 'off' ? 'off' : 'norm' };
}

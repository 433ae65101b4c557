import { type Draft, keepLeftover, type Slots } from './draft.js';
import type { Layer, LayerCommands } from './image-request.js';
import type { ProblemList } from './problem-list.js';

/** Not permitted where a path gives a solid colour layer its size (`r-clippath.md`). */
const FORBIDDEN = ['scale', 'rotate', 'anchor'] as const;

/**
 * Leaves out what a layer of mere colour must not have if it is as large as its clip path. The documentation
 * does not say whether that is an error: here it is told, and has no effect.
 */
export function settleShape(
	commands: LayerCommands,
	{ source, mask }: Pick<Layer, 'source' | 'mask'>,
	slots: Slots,
	draft: Draft,
	problems: ProblemList,
): LayerCommands {
	const { clipPath, size } = commands;
	const isSized = size !== undefined && (size.width > 0 || size.height > 0);
	if (source.type !== 'solid' || mask || !clipPath?.length || isSized) return commands;
	for (const name of FORBIDDEN) {
		const assignment = commands[name] === undefined ? undefined : slots.get(name);
		if (!assignment) continue;
		const { modifier, segment } = assignment;
		const message = `${name}= has no effect on a layer of mere colour that is as large as its clipPath=.`;
		problems.warn('not-permitted', message, modifier);
		keepLeftover(draft, modifier, segment);
	}
	const { scale: _, rotate: __, anchor: ___, ...settled } = commands;
	return settled;
}

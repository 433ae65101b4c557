import type { Layer, LayerCommands } from './image-request.js';
import { isSized } from './is-sized.js';

/** Commands of a layer that the documentation lets have no effect beside its others, each with where it has none. */
export type VainCommands = ReadonlyMap<keyof LayerCommands, string>;

export function vainCommands(
	commands: LayerCommands,
	{ source, mask }: Pick<Layer, 'source' | 'mask'>,
): VainCommands {
	const { clipPath, perspective, textPath, textFlowPath } = commands;
	const vain = new Map<keyof LayerCommands, string>();
	const tell = (where: string, ...names: readonly (keyof LayerCommands)[]) => {
		for (const name of names) vain.set(name, where);
	};
	// r-clippath.md does not permit them, and does not say whether they are an error
	if (source.type === 'solid' && !mask && clipPath?.length && !isSized(commands)) {
		tell('on a layer of one colour that is as large as its clipPath=', 'scale', 'rotate', 'anchor');
	}
	// r-perspective.md
	if (perspective) {
		tell('beside perspective=', 'res');
		if (isImage(source) && isSized(commands)) tell('on an image beside perspective=', 'size');
	}
	// the pages of these commands; empty paths count as none
	const isTextPs = source.type === 'text' && source.renderer === 'textPs';
	if (!isTextPs) {
		tell('without textPs=', 'textAngle', 'textPath', 'textFlowPath', 'textFlowXPath', 'pathAttr');
	} else {
		if (textPath?.length) tell('beside textPath=', 'textAngle');
		else tell('without textPath=', 'pathAttr');
		if (!textFlowPath?.length) tell('without textFlowPath=', 'textFlowXPath');
	}
	return vain;
}

function isImage({ type }: Layer['source']): boolean {
	return type === 'image' || type === 'nested' || type === 'foreign';
}

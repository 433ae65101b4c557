import type { CommandName } from './commands.js';
import type { Draft } from './draft.js';
import type { ImageRequest, Layer } from './image-request.js';
import type { ProblemList } from './problem-list.js';
import { explicitAlignments } from './rtf/read-rtf.js';

/** Notes what the documentation forbids although every command by itself is right. */
export function checkRequest({ commands, layers }: ImageRequest, draft: Draft, problems: ProblemList): void {
	const forbid: Forbid = (layer, command, message) => {
		const slots = layer === undefined ? draft.request : draft.layer(layer).slots;
		const position = slots.get(command)?.modifier.position;
		problems.error('not-permitted', message, { text: `${command}=`, position });
	};
	const { fit, req, scl, wid, hei } = commands;
	if (fit && req?.type === 'tmb') forbid(undefined, 'fit', 'fit= cannot go with req=tmb.');
	else if (fit && scl === undefined && wid === undefined && hei === undefined) {
		forbid(undefined, 'fit', 'fit= needs wid= or hei=.');
	}
	for (const layer of layers) checkLayer(layer, forbid);
}

/** @param layer undefined: a command of the whole request */
type Forbid = (layer: number | undefined, command: CommandName, message: string) => void;

function checkLayer({ number, source, mask, commands }: Layer, forbid: Forbid): void {
	const { size, clipPath, textPath, textFlowPath, pathAttr } = commands;
	if (source.type === 'solid') {
		const hasShape = (size && size.width > 0 && size.height > 0) || mask || clipPath?.length;
		const message = 'A layer of one colour needs size= with both values, mask= or clipPath=.';
		if (!hasShape) forbid(number, 'color', message);
	}
	if (source.type !== 'text') return;
	const isSelfSizing = !size || size.width === 0 || size.height === 0;
	const alignments = explicitAlignments(source.document.source ?? '').size;
	if (source.renderer === 'text' && isSelfSizing && alignments > 1) {
		const message = 'Text that sets the size of its layer may have only one of \\ql, \\qc and \\qr.';
		forbid(number, 'text', message);
	}
	if (textPath?.length && textFlowPath?.length) {
		forbid(number, 'textPath', 'textPath= and textFlowPath= cannot go together.');
	}
	if (textPath && pathAttr && pathAttr.end > 1 && !textPath.at(-1)?.closed) {
		forbid(number, 'pathAttr', 'On an open path pathAttr= ends at 1 or before.');
	}
}

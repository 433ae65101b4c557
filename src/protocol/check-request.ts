import type { ImageRequest, Layer } from './image-request.js';
import type { ProblemList } from './problem-list.js';
import { explicitAlignments } from './rtf/read-rtf.js';

/** Notes what the documentation forbids although every command by itself is right. */
export function checkRequest(request: ImageRequest, problems: ProblemList): void {
	const { commands, layers } = request;
	const forbid = (piece: string, message: string) =>
		problems.error('not-permitted', message, { text: piece, position: undefined });
	if (commands.fit && commands.scl === undefined) {
		if (commands.req?.type === 'tmb') forbid('fit', 'fit= cannot go with req=tmb.');
		else if (commands.wid === undefined && commands.hei === undefined)
			forbid('fit', 'fit= needs wid= or hei=.');
	}
	for (const layer of layers) checkLayer(layer, forbid);
}

function checkLayer(layer: Layer, forbid: (piece: string, message: string) => void): void {
	const { source, commands } = layer;
	const name = `layer=${layer.number}`;
	const { size } = commands;
	if (source.type === 'solid') {
		const hasShape = (size && size.width > 0 && size.height > 0) || layer.mask || commands.clipPath;
		if (!hasShape) forbid(name, 'A layer of mere colour needs size= with both values, mask= or clipPath=.');
	}
	if (source.type !== 'text') return;
	const isSelfSizing = !size || size.width === 0 || size.height === 0;
	const alignments =
		source.document.source === undefined ? 0 : explicitAlignments(source.document.source).size;
	if (source.renderer === 'text' && isSelfSizing && alignments > 1) {
		forbid(name, 'Text that sets the size of its layer may have only one of \\ql, \\qc and \\qr.');
	}
	if (source.renderer === 'textPs' && commands.textPath?.length && commands.textFlowPath?.length) {
		forbid(name, 'textPath= and textFlowPath= cannot go together.');
	}
}

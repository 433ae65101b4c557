import type { TextDocument } from '../../protocol/text-document.js';

/** What is not as a text wants it where a canvas cannot be told how to kern, as in WebKit; undefined: nothing. */
export function kerningShortfall({ paragraphs }: TextDocument, canvas: object): string | undefined {
	const isTold = paragraphs.some(({ runs }) => runs.some(({ style }) => style.kerningFrom !== undefined));
	return isTold && !('fontKerning' in canvas) ? '\\kerning is up to this browser.' : undefined;
}

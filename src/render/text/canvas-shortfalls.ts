import type { TextDocument, TextStyle } from '../../protocol/text-document.js';

/** Properties of canvases that not every engine has, and the words of RTF that need them. */
const NEEDED = [
	['fontKerning', ({ kerningFrom }: TextStyle) => kerningFrom !== undefined, '\\kerning is'],
	['letterSpacing', ({ letterSpacing }: TextStyle) => Boolean(letterSpacing), '\\expnd and \\expndtw are'],
] as const;

/** What is not as a text wants it where a canvas lacks what it takes, a sentence each. */
export function canvasShortfalls({ paragraphs }: TextDocument, canvas: object): readonly string[] {
	return NEEDED.filter(
		([property, isWanted]) =>
			!(property in canvas) && paragraphs.some(({ runs }) => runs.some(({ style }) => isWanted(style))),
	).map(([, , words]) => `${words} up to this browser.`);
}

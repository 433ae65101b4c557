import type { TextRun, TextStyle } from '../../protocol/text-document.js';
import { mayTurn } from './bidi.js';
import { graphemes } from './break-opportunities.js';

/** Size of small capitals that stand for lower-case letters. */
const SMALL_CAPS = 0.7;

/** Size and shift of superscript and subscript, in parts of the run's own size, measured on published pictures. */
const SCRIPTS = {
	super: { size: 2 / 3, rise: 0.22 },
	sub: { size: 2 / 3, rise: -0.17 },
} as const;

/** Marks on one letter; Unicode's stream-safe text (UAX 15) has no more than these, and shaping more takes long. */
const MARKS = /(\p{M}{30})\p{M}+/gu;

/**
 * Runs with everything resolved that changes characters or sizes: capitals are spelt out, superscript and
 * subscript are small runs with a rise.
 */
export function styledRuns(runs: readonly TextRun[]): readonly TextRun[] {
	return runs
		.flatMap(expandCaps)
		.map(({ text, style }) => ({ text: text.replace(MARKS, '$1'), style: plainScript(style) }));
}

function plainScript(style: TextStyle): TextStyle {
	const { script, ...rest } = style;
	if (!script) return style;
	const { size, rise } = SCRIPTS[script];
	return { ...shrunk(rest, size), rise: (style.rise ?? 0) + style.size * rise };
}

/** Whether letters are kerned is decided by the size that is written, not by what is drawn in its place. */
function shrunk(style: TextStyle, factor: number): TextStyle {
	const { size, kerningFrom } = style;
	const kerned = kerningFrom === undefined ? {} : { kerningFrom: kerningFrom * factor };
	return { ...style, size: size * factor, ...kerned };
}

function expandCaps(run: TextRun): readonly TextRun[] {
	const { caps, ...style } = run.style;
	if (!caps) return [run];
	if (caps === 'all') return [{ text: run.text.toUpperCase(), style }];
	const small = shrunk(style, SMALL_CAPS);
	return splitByCase(run.text).map((text) =>
		text === text.toUpperCase() ? { text, style } : { text: text.toUpperCase(), style: small },
	);
}

/** Stretches of lower-case letters, and of everything else. */
function splitByCase(text: string): readonly string[] {
	return text.match(/\p{Ll}+|\P{Ll}+/gu) ?? [];
}

/**
 * False for what `\rtlch` lays out from right to left although it is written the other way: only the renderer
 * turns that.
 */
export function isTurnedByEngine(text: string, { direction }: TextStyle): boolean {
	return direction !== 'rtl' || mayTurn(text);
}

/** The text as it is handed to the engine. */
export function visualText(text: string, style: TextStyle): string {
	return isTurnedByEngine(text, style) ? text : graphemes(text).toReversed().join('');
}

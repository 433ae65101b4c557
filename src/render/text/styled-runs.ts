import type { TextRun, TextStyle } from '../../protocol/text-document.js';
import { graphemes } from './break-opportunities.js';

/** Size of small capitals that stand for lower-case letters. */
const SMALL_CAPS = 0.7;

/** Size and shift of superscript and subscript, in parts of the run's own size, measured on published pictures. */
const SCRIPTS = {
	super: { size: 2 / 3, rise: 0.22 },
	sub: { size: 2 / 3, rise: -0.17 },
} as const;

/**
 * Runs with everything resolved that changes characters or sizes: capitals are spelt out, superscript and
 * subscript are small runs with a rise.
 */
export function styledRuns(runs: readonly TextRun[]): readonly TextRun[] {
	return runs.flatMap(expandCaps).map(({ text, style }) => ({ text, style: plainScript(style) }));
}

function plainScript(style: TextStyle): TextStyle {
	const { script, ...rest } = style;
	if (!script) return style;
	const { size, rise } = SCRIPTS[script];
	return { ...rest, size: style.size * size, rise: (style.rise ?? 0) + style.size * rise };
}

function expandCaps(run: TextRun): readonly TextRun[] {
	const { caps, ...style } = run.style;
	if (!caps) return [run];
	if (caps === 'all') return [{ text: run.text.toUpperCase(), style }];
	const small = { ...style, size: style.size * SMALL_CAPS };
	return splitByCase(run.text).map((text) =>
		text === text.toUpperCase() ? { text, style } : { text: text.toUpperCase(), style: small },
	);
}

/** Stretches of lower-case letters, and of everything else. */
function splitByCase(text: string): readonly string[] {
	return text.match(/\p{Ll}+|\P{Ll}+/gu) ?? [];
}

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/**
 * The text as it is drawn. `\rtlch` lays characters out from right to left; scripts that run that way by
 * themselves are turned by the engine already.
 */
export function visualText(text: string, { direction }: TextStyle): string {
	return direction === 'rtl' && !RIGHT_TO_LEFT.test(text) ? graphemes(text).toReversed().join('') : text;
}

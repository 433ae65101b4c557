import { expect, test } from 'vitest';
import { readRtf } from '../../protocol/rtf/read-rtf.js';
import { FORMAT_WORDS } from '../../protocol/rtf/words.js';
import { atOnce } from '../pixels/steps.js';
import { fitText } from './fit-text.js';
import type { TextMeasure } from './measure.js';

/** A typewriter: every character is half an em wide, stretched and spaced as its style says. */
const typewriter = (scale: number): TextMeasure => ({
	scale,
	font: ({ size }) => ({ ascent: 0.9 * size, descent: 0.2 * size, lineGap: 0 }),
	text: (text, { size, scaleX = 1, letterSpacing = 0 }) => {
		const advance = text.length * (0.5 * size * scaleX + letterSpacing);
		return { advance, left: 0, right: advance, above: 0.7 * size };
	},
});

/** The last piece of a text in a box of 200 x 100 pixels, in which `textPs=` has its first baseline at 9. */
function lastPiece(source: string, renderer: 'text' | 'textPs') {
	const box = { width: 200, height: 100, wordWrap: 'wrap', renderer } as const;
	const { pieces } = atOnce(
		fitText(readRtf(source, renderer), box, { resolution: 72, mode: 'fixedRes' }, typewriter),
	).layout;
	const { text, x, baseline, width, style } = pieces.at(-1) ?? {};
	return { ...style, baselineDirection: style?.baseline, text, x, baseline, width };
}

/** `Ps`: only `textPs=` knows the word; `T`: only `text=` does. */
type Row = readonly [renderer: 'Ps' | 'T' | 'both', source: string, expected: object];

/**
 * Every control word that changes formatting, and what it does to the last piece of a text; of two values the
 * first is that of `text=`.
 */
const EFFECTS: Readonly<Record<string, Row>> = {
	margl: ['Ps', '\\margl200 a', { x: 10 }],
	margr: ['Ps', '\\margr200\\qr a', { x: 184 }],
	margt: ['Ps', '\\margt200 a', { baseline: 19 }],
	margb: ['Ps', '\\margb200\\vertalb a', { baseline: 88 }],
	vertalt: ['both', '\\vertalb\\vertalt a', { baseline: [11, 9] }],
	vertalc: ['both', '\\vertalc a', { baseline: [54, 53] }],
	vertalb: ['both', '\\vertalb a', { baseline: 98 }],
	pard: ['Ps', '\\qr\\pard a', { x: 0 }],
	ql: ['both', '\\qr\\ql a', { x: 0 }],
	qc: ['both', '\\qc a', { x: 97 }],
	qr: ['both', '\\qr a', { x: 194 }],
	qj: ['Ps', '\\lastqj\\qj a b', { x: 194 }],
	lastql: ['Ps', '\\qj\\lastqr\\lastql a', { x: 0 }],
	lastqc: ['Ps', '\\qj\\lastqc a', { x: 97 }],
	lastqr: ['Ps', '\\qj\\lastqr a', { x: 194 }],
	lastqj: ['Ps', '\\qj\\lastqj a b', { x: 194 }],
	fi: ['Ps', '\\fi200 a', { x: 10 }],
	li: ['Ps', '\\li200 a', { x: 10 }],
	ri: ['Ps', '\\ri200\\qr a', { x: 184 }],
	sl: ['both', '\\sl400 a\\line b', { baseline: [31, 29] }],
	slmult: ['both', '\\sl480\\slmult1 a\\line b', { baseline: [37, 35] }],
	sb: ['both', 'a\\par\\sb200 b', { baseline: [34, 32] }],
	sa: ['both', '\\sa200 a\\par b', { baseline: [34, 32] }],
	plain: ['Ps', '\\fs40\\b\\plain a', { size: 12, bold: false }],
	f: ['both', '{\\fonttbl{\\f1 Arial;}}\\f1 a', { font: 'Arial' }],
	fs: ['both', '\\fs40 a', { size: 20, width: 10 }],
	cf: [
		'both',
		'{\\colortbl;\\red9\\green8\\blue7;}\\cf1 a',
		{ color: expect.objectContaining({ red: 9, green: 8, blue: 7 }) },
	],
	b: ['both', '\\b a', { bold: true }],
	i: ['both', '\\i a', { italic: true }],
	sub: ['both', '\\fs36 a{\\sub b}', { size: 12, baseline: [19, 17] }],
	super: ['both', '\\fs36 a{\\super b}', { size: 12, baseline: [12, 10] }],
	ul: ['both', '\\ul a', { underline: true }],
	ulnone: ['both', '\\ul\\ulnone a', { underline: undefined }],
	caps: ['Ps', '\\caps a', { text: 'A', width: 6 }],
	scaps: ['Ps', '\\scaps Aa', { text: 'A', x: 6, width: expect.closeTo(4.2) }],
	up: ['both', 'a{\\up10 b}', { size: 12, baseline: [11, 4] }],
	dn: ['both', 'a{\\dn10 b}', { size: 12, baseline: [16, 14] }],
	kerning: ['both', '\\kerning0 a', { kerningFrom: 0 }],
	kerningmetric: ['both', '\\kerningoptical\\kerningmetric a', { kerning: undefined }],
	kerningoptical: ['Ps', '\\kerningoptical a', { kerning: 'optical' }],
	expnd: ['both', '\\expnd8 ab', { width: 16 }],
	expndtw: ['both', '\\expndtw40 ab', { width: 16 }],
	charscalex: ['both', '\\charscalex200 ab', { width: 24 }],
	charscaley: ['both', '\\charscaley200 a', { scaleY: 2, baseline: [22, 9] }],
	ltrch: ['both', '\\rtlch\\ltrch a', { direction: undefined }],
	rtlch: ['T', '\\rtlch a', { direction: 'rtl' }],
	copyfit: ['Ps', '\\copyfit40 a', { size: 20 }],
	copyfitlines: [
		'Ps',
		'\\copyfit400\\copyfitlines1 abcd abcd',
		{ text: 'abcd abcd', size: expect.closeTo(400 / 9, 1) },
	],
	copyfitmaxlines: ['Ps', '{\\copyfitmaxlines1 a\\line b}', { text: 'a' }],
	baselinedir: ['Ps', '\\baselinedir1 a', { baselineDirection: 'rotated' }],
	uc: ['both', '\\uc2\\u97xyb', { text: 'ab' }],
};

/** Those that say the same as another one. */
const SAME: Readonly<Record<string, string>> = Object.fromEntries(
	['uld', 'uldash', 'uldashd', 'uldashdd', 'uldb', 'ulth', 'ulw', 'ulwave'].map((word) => [word, 'ul']),
);

test('every word is here', () => {
	const flow = ['stextflow', 'stextFlow'];
	const words = [...Object.keys(EFFECTS), ...Object.keys(SAME), ...flow];
	expect([...FORMAT_WORDS.keys()].toSorted()).toEqual(words.toSorted());
	for (const word of flow) {
		expect(readRtf(`\\${word}1 a`, 'textPs').flow).toBe('vertical');
		expect(readRtf(`\\${word}1 a`, 'text').flow).toBeUndefined();
	}
});

const rows: readonly (readonly [string, Row])[] = [
	...Object.entries(EFFECTS),
	...Object.entries(SAME).map(([word]) => [word, ['both', `\\${word} a`, { underline: true }]] as const),
];

test.each(rows)('\\%s', (word, [renderer, source, expected]) => {
	for (const [at, name] of (['text', 'textPs'] as const).entries()) {
		const isKnown = renderer === 'both' || renderer === (name === 'text' ? 'T' : 'Ps');
		if (isKnown) {
			const piece: Readonly<Record<string, unknown>> = lastPiece(source, name);
			for (const [key, value] of Object.entries(expected)) {
				expect(piece[key], `${key} of ${name}=`).toEqual(Array.isArray(value) ? value[at] : value);
			}
		} else {
			const without = source.replace(new RegExp(`\\\\${word}(?![a-z])-?\\d* ?`), '{}');
			expect(lastPiece(source, name), name).toEqual(lastPiece(without, name));
		}
	}
});

test.each(['strike', 'tab', 'highlight2', 'nosupersub', 'bullet', 'deff1', 'ulhair', 'qk'])(
	'\\%s is in none of the lists, and ignored',
	(word) => {
		for (const name of ['text', 'textPs'] as const) {
			expect(lastPiece(`a\\${word} b`, name)).toEqual(lastPiece('ab', name));
		}
	},
);

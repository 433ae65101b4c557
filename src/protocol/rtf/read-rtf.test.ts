import { describe, expect, test } from 'vitest';
import { cpuMilliseconds } from '../testing/cpu-milliseconds.js';
import type { TextDocument, TextStyle } from '../text-document.js';
import { readRtf } from './read-rtf.js';
import type { TextRenderer } from './state.js';

const runs = (document: TextDocument) => document.paragraphs.flatMap((paragraph) => paragraph.runs);
const visible = (source: string, renderer: TextRenderer = 'text') =>
	readRtf(source, renderer)
		.paragraphs.map((paragraph) => paragraph.runs.map((run) => run.text).join(''))
		.join('\n');
const style = (source: string, renderer: TextRenderer = 'text'): Partial<TextStyle> =>
	runs(readRtf(source, renderer)).at(-1)?.style ?? {};

describe('text 1-13: lexing', () => {
	test('text 1: sizes, and the space that belongs to the word', () => {
		expect(runs(readRtf('\\fs16eight, \\fs32sixteen', 'text'))).toMatchObject([
			{ text: 'eight, ', style: { size: 8 } },
			{ text: 'sixteen', style: { size: 16 } },
		]);
	});

	test('text 2: alignments', () => {
		expect(readRtf('\\vertalc\\qc center', 'text')).toMatchObject({
			verticalAlign: 'center',
			paragraphs: [{ align: 'center', runs: [{ text: 'center' }] }],
		});
	});

	test('text 3: one unknown word', () => expect(visible('\\qccenter')).toBe(''));

	test('text 4: toggles and groups', () => {
		const list = runs(readRtf('\\b A\\b0 B{\\i1C}D', 'text'));
		expect(list.map(({ text, style: { bold, italic } }) => [text, bold, italic])).toEqual([
			['A', true, false],
			['B', false, false],
			['C', false, true],
			['D', false, false],
		]);
	});

	test.each([
		['text 6', 'a\\{b\\}c\\\\d', 'a{b}c\\d'],
		['text 7', '\\u8364?5', '€5'],
		['text 7: no fallback', '\\uc0\\u8364 5', '€5'],
		['text 7: fallback of two', '\\uc2\\u8364ab5', '€5'],
		['text 7: fallback as a byte', "\\u8364\\'80x", '€x'],
		['text 8', '\\u-3913?', '\uf0b7'],
		['text 49', '^loc=N^Dutch', '^loc=N^Dutch'],
		['control characters', 'a\r\nb\tc', 'abc'],
		['non-breaking', 'a\\~b\\_c', 'a\u00a0b\u2011c'],
		['a lone backslash', 'a\\', 'a'],
		['too many braces', '}a{b', 'ab'],
		['unknown words', '{\\rtf1\\ansi\\deff0 a\\tab b}', 'ab'],
		['unknown destinations', 'a{\\*\\xyz no}{\\stylesheet no{\\s1 no}}b', 'ab'],
		['line', 'a\\line b', 'a\nb'],
	])('%s: %s', (_, source, expected) => expect(visible(source)).toBe(expected));

	test('text 9: font table and character set', () => {
		const [run] = runs(readRtf("{\\fonttbl{\\f0\\fcharset0 Arial;}}\\f0 caf\\'e9", 'text'));
		expect(run).toMatchObject({ text: 'café', style: { font: 'Arial' } });
	});

	test('bytes in the code page of their font, single and double', () => {
		expect(visible("{\\fonttbl{\\f1\\fcharset204 A;}}\\f1\\'cf\\'f0")).toBe('Пр');
		expect(visible("{\\fonttbl{\\f1\\fcharset128 A;}}\\f1\\'93\\'fa")).toBe('日');
	});

	test('font table without inner braces', () => {
		expect(style('{\\fonttbl\\f0 Courier New;\\f1\\fmodern Arial;}\\f1 x').font).toBe('Arial');
		expect(style('{\\fonttbl\\f0 Courier New;\\f1\\fmodern Arial;}\\f0 x').font).toBe('Courier New');
	});
});

describe('formatting', () => {
	test.each<[string, string, TextRenderer, Partial<TextStyle>]>([
		['text 22', '\\up x', 'text', { rise: 3 }],
		['text 22', '\\dn10 x', 'text', { rise: -5 }],
		['text 24', '\\expnd8 x', 'text', { letterSpacing: 2 }],
		['text 24', '\\expndtw40 x', 'text', { letterSpacing: 2 }],
		['text 42', '{\\fs50\\copyfit0 B}', 'textPs', { size: 25 }],
		['text 41', '{\\copyfit100\\fs10 A{\\fs20 B}}', 'textPs', { size: 10, copyfitSize: 50 }],
		['super', '\\super x', 'text', { script: 'super' }],
		['underline', '\\uldashd x', 'text', { underline: true }],
		['caps are for textPs=', '\\caps x', 'textPs', { caps: 'all' }],
		['kerning', '\\kerning0 x', 'text', { kerningFrom: 0 }],
		['scale', '\\charscalex150 x', 'text', { scaleX: 1.5 }],
		['direction is for text=', '\\rtlch x', 'text', { direction: 'rtl' }],
	])('%s: %s', (_, source, renderer, expected) => expect(style(source, renderer)).toMatchObject(expected));

	test.each<[string, TextRenderer]>([
		['\\caps x', 'text'],
		['\\copyfit99 x', 'text'],
		['\\rtlch x', 'textPs'],
		['\\b\\plain x', 'textPs'],
		['\\ul\\ul0 x', 'text'],
	])('%s of %s= leaves the default', (source, renderer) => {
		expect(style(source, renderer)).toEqual(style('x'));
	});

	test.each<[string, object | undefined]>([
		['\\sl200', { type: 'at-least', points: 10 }],
		['\\sl-200', { type: 'exactly', points: 10 }],
		['\\sl0', undefined],
		['\\sl480\\slmult1', { type: 'multiple', factor: 2 }],
	])('text 25: %s', (words, expected) => {
		expect(readRtf(`${words} x`, 'text').paragraphs[0]?.lineSpacing).toEqual(expected);
	});

	test('text 23: margins are for textPs=', () => {
		expect(readRtf('\\margt200 x', 'textPs').margins).toEqual({ left: 0, top: 10, right: 0, bottom: 0 });
		expect(readRtf('\\margt200 x', 'text').margins).toBeUndefined();
	});

	test('text 50: empty paragraphs', () => {
		expect(readRtf('a\\par\\par b', 'text').paragraphs.map((paragraph) => paragraph.runs.length)).toEqual([
			1, 0, 1,
		]);
		expect(readRtf('a\\line b', 'text').paragraphs).toHaveLength(1);
		expect(readRtf('a\\par', 'text').paragraphs).toHaveLength(1);
		expect(readRtf('', 'text').paragraphs).toMatchObject([{ runs: [] }]);
	});

	test('each paragraph has the alignment in force at its end', () => {
		const aligns = (source: string, renderer: TextRenderer = 'text') =>
			readRtf(source, renderer).paragraphs.map((paragraph) => paragraph.align);
		expect(aligns('a\\qc\\par b\\qr c')).toEqual(['center', 'right']);
		expect(aligns('{\\rtf1\\qc a\\par b}')).toEqual(['center', 'center']);
		expect(aligns('\\qj a\\par\\pard b', 'textPs')).toEqual(['justify', 'left']);
		expect(aligns('\\qj a')).toEqual(['left']);
	});
});

describe('colours', () => {
	const both =
		'{\\*\\iscolortbl;00ff00;}{\\colortbl;\\red255\\green0\\blue0;\\red0\\green0\\blue255;}\\cf1 a\\cf2 b\\cf3 c';
	const colors = (source: string, renderer: TextRenderer) =>
		runs(readRtf(source, renderer)).map(({ style: { color } }) => [color.red, color.green, color.blue]);

	test('text 26, 27: which table counts', () => {
		expect(colors(both, 'textPs')).toEqual([
			[0, 255, 0],
			[0, 0, 255],
			[0, 0, 0],
		]);
		expect(colors(both, 'text')).toEqual([
			[255, 0, 0],
			[0, 0, 255],
			[0, 0, 0],
		]);
	});

	test('text 28: alpha', () => {
		expect(style('{\\*\\iscolortbl;ff000080;}\\cf1 a', 'textPs').color).toMatchObject({
			red: 255,
			green: 0,
			blue: 0,
			alpha: 128 / 255,
		});
	});

	test('text 29: the CMYK table is for CMYK layers', () => {
		const source = '{\\cmykcolortbl;\\cyan100\\magenta0\\yellow0\\black0;}\\cf1 a';
		expect(colors(source, 'text')).toEqual([[0, 0, 0]]);
		expect(visible(source)).toBe('a');
	});
});

test('a long and deep text is read at once', () => {
	for (const source of [
		'{'.repeat(20_000),
		'{\\fonttbl}'.repeat(2_000),
		'\\b a\\b0 '.repeat(2_500),
		'\\'.repeat(20_000),
	]) {
		expect(cpuMilliseconds(() => readRtf(source, 'textPs'))).toBeLessThan(1_000);
	}
});

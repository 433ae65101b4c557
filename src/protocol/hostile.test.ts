import { describe, expect, test } from 'vitest';
import type { Catalogs } from './catalogs.js';
import { formatImageRequest } from './format-image-request.js';
import { DEFAULT_LIMITS } from './limits.js';
import { parseImageRequest } from './parse-image-request.js';
import { cpuMilliseconds } from './testing/cpu-milliseconds.js';

/** Of work that any string may take; most megabytes take a tenth of it. */
const LIMIT_MS = 2_000;

const bomb: Record<string, string> = { m0: 'wid=1' };
for (let level = 1; level < 30; level++) bomb[`m${level}`] = `$m${level - 1}$&$m${level - 1}$`;
const catalogs: Catalogs = {
	A: {
		macros: bomb,
		records: {
			self: { Modifier: 'src=is(A/self)&layer=1&src=is(A/self)&layer=2&src=is(A/self)' },
			long: { Modifier: `text=${'x'.repeat(10_000)}` },
		},
	},
};
const fill = (piece: string, length = 990_000) => piece.repeat(Math.floor(length / piece.length));

const strings: [string, string][] = [
	['macro bomb', '$m29$'],
	['many bombs', fill('$m7$&', 100_000)],
	['a record that nests itself', 'src=is(A/self)'],
	['deep nesting', `src=${'is(a/b?src='.repeat(80_000)}x${')'.repeat(80_000)}`],
	['wide nesting', Array.from({ length: 5_000 }, (_, index) => `layer=${index}&src=is(A/self)`).join('&')],
	['unclosed delimiters', fill('src=(&')],
	['unclosed texts', fill('text={&src=is(')],
	['variables that grow', `$a=${'x'.repeat(100_000)}&text=${'$a$'.repeat(100_000)}`],
	[
		'variables in layers',
		`$a=${'x'.repeat(100_000)}&${Array.from({ length: 64 }, (_, n) => `layer=${n}&text=$a$$a$`).join('&')}`,
	],
	['many variables', Array.from({ length: 60_000 }, (_, index) => `$v${index}=1`).join('&')],
	['dollars', fill('$')],
	['references', fill('$a$b')],
	['percent', `text=${fill('%')}`],
	['escapes', `text=${fill('%e9')}`],
	['ampersands', fill('&')],
	['commas', `size=${fill(',')}`],
	['digits', `wid=${fill('1')}x`],
	['dots', `wid=${fill('.')}`],
	['blanks in a path', `clipPath=M${fill(' ')}x`],
	['path', `clipPath=M0,0L${fill('1,')}1`],
	['colour', `bgc=${fill('0')}`],
	['unknown commands', fill('a=b&')],
	['layers', Array.from({ length: 60_000 }, (_, index) => `layer=${index},n${index}`).join('&')],
	['effects', Array.from({ length: 60_000 }, (_, index) => `effect=${index + 1}&op_blur=2`).join('&')],
	['names of one layer', Array.from({ length: 60_000 }, (_, index) => `layer=1,n${index}`).join('&')],
	['RTF groups', `text=${fill('{')}`],
	['RTF words', `text=${fill('\\b a')}`],
	['comments', fill('.&')],
	['locale', `locale=${fill('a|')}`],
	['imageSet', `imageSet=${fill('{')}`],
];

describe('any string is answered, quickly, and written again', () => {
	test.each(strings)('%s', (_, query) => {
		const url = `/is/image/A/x?${query}`;
		expect(cpuMilliseconds(() => formatImageRequest(parseImageRequest(url, catalogs)))).toBeLessThan(
			LIMIT_MS,
		);
		const request = parseImageRequest(url, catalogs);
		expect(request.layers.length).toBeLessThanOrEqual(DEFAULT_LIMITS.layers);
		expect(request.problems.length).toBeLessThanOrEqual(100);
	});

	test('a path of a million elements', () => {
		expect(cpuMilliseconds(() => parseImageRequest(`/is/image/${fill('a/')}?wid=3`, catalogs))).toBeLessThan(
			LIMIT_MS,
		);
	});

	test('time grows with the length, not faster', () => {
		const time = (length: number) => {
			const url = `/is/image/A/x?${fill('$a=b&wid=3&text=$a$&layer=1&foo=2&', length)}`;
			return Math.min(...[1, 2, 3].map(() => cpuMilliseconds(() => parseImageRequest(url))));
		};
		time(100_000);
		expect(time(800_000)).toBeLessThan(8 * 3 * Math.max(10, time(100_000)));
	});

	test('whatever characters come', () => {
		const alphabet = '$&=?%{}()\\.,;/#+ aisrclyex0129\u0000\ud800é🎈';
		let seed = 7;
		const random = (below: number) => {
			seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
			return Math.floor((seed / 2 ** 32) * below);
		};
		for (let round = 0; round < 2_000; round++) {
			const text = Array.from({ length: random(40) }, () => alphabet[random(alphabet.length)]).join('');
			const request = parseImageRequest(
				random(2) ? `/is/image/A/x?src=${text}` : `/is/image/${text}`,
				catalogs,
			);
			expect(typeof formatImageRequest(request)).toBe('string');
		}
	});
});

describe('limits', () => {
	test('a URL that is too long: only the path is read', () => {
		const request = parseImageRequest(
			`/is/image/A/x?wid=3&${'a'.repeat(50)}`,
			{},
			{ limits: { urlLength: 40 } },
		);
		expect(request.object?.specifier).toBe('A/x');
		expect(request.commands).toEqual({});
		expect(request.problems).toMatchObject([{ code: 'too-large' }]);
	});

	test('layers, nesting and text stop where they must', () => {
		const limits = { layers: 3, nesting: 2, textLength: 5 };
		const layered = parseImageRequest(
			'/is/image/a/b?layer=0&layer=1&layer=2&layer=3&pos=1,1',
			{},
			{ limits },
		);
		expect(layered.layers.map((layer) => layer.number)).toEqual([0, 1, 2]);
		expect(layered.problems).toMatchObject([{ code: 'too-large', piece: 'layer=3' }]);

		const deep = parseImageRequest('/is/image/a/b?src=is(?src=is(?src=is(c)))', {}, { limits });
		expect(deep.problems.map((problem) => problem.code)).toContain('too-large');

		const text = parseImageRequest('/is/image/a/b?text=1234567', {}, { limits });
		expect(text.layers[0]?.source).toMatchObject({
			document: { paragraphs: [{ runs: [{ text: '12345' }] }] },
		});
		expect(text.problems).toMatchObject([{ code: 'too-large', severity: 'error' }]);
	});

	test.each([
		['letters', 'é', 20],
		['escapes', '%C3%A9', 20],
		['escapes of long characters', '%E7%94%BB', 20],
		['escapes of pairs', '%F0%9F%8E%88', 10],
	])('a text of as many characters as are allowed is whole: %s', (_, piece, count) => {
		const limits = { textLength: 20 };
		const read = (times: number) =>
			parseImageRequest(`/is/image/a/b?text=${piece.repeat(times)}`, {}, { limits });
		expect(read(count).problems).toEqual([]);
		expect(read(count).layers[0]?.source).toMatchObject({
			document: { source: decodeURIComponent(piece).repeat(count) },
		});
		expect(read(count + 1).problems).toMatchObject([{ code: 'too-large', severity: 'error' }]);
	});

	test('all texts of a request together', () => {
		const limits = { textLength: 20, texts: 50 };
		const read = (layers: number) =>
			parseImageRequest(
				`/is/image/a/b?${Array.from({ length: layers }, (_, at) => `layer=${at + 1}&text=${'x'.repeat(20)}`).join('&')}`,
				{},
				{ limits },
			);
		expect(read(2).problems).toEqual([]);
		expect(read(3).problems).toMatchObject([{ code: 'too-large', severity: 'error' }]);
	});

	test('requests in a request, at all depths together', () => {
		const limits = { nested: 3 };
		const read = (query: string) => parseImageRequest(`/is/image/a/b?${query}`, {}, { limits });
		expect(read('layer=1&src=is(a)&layer=2&src=is(?src=is(b))').problems).toEqual([]);
		const { problems } = read('layer=1&src=is(a)&layer=2&src=is(?src=is(b))&layer=3&src=is(c)');
		expect(problems).toMatchObject([{ code: 'too-large', severity: 'error' }]);
	});
});

test.each([
	['layer=1&size=1,1&color=0&layer=2', [0, 1]],
	['layer=0&layer=1&layer=2', [0, 1]],
	['layer=2&layer=1&layer=0', [0, 2]],
	['size=9,9&color=0', [0]],
])('no more layers than allowed, layer 0 among them: %s', (query, numbers) => {
	const { layers } = parseImageRequest(`/is/image?${query}`, {}, { limits: { layers: 2 } });
	expect(layers.map(({ number }) => number)).toEqual(numbers);
});

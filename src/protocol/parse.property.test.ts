import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Catalogs } from './catalogs.js';
import { encodeStrictly } from './encoding.js';
import { formatImageRequest } from './format-image-request.js';
import type { ImageRequest } from './image-request.js';
import { DEFAULT_LIMITS } from './limits.js';
import { parseImageRequest } from './parse-image-request.js';
import { catalogs, pieces, urls } from './testing/urls.js';

/** The same strings in every run; a failure tells the seed and the path to its counterexample. */
const SEED = 20261122;

function wellFormed(text: string): string {
	return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

/** All but the spelling of the URL, and what was wrong with it. */
function comparable(request: ImageRequest): unknown {
	const isSpelling = (key: string) => key === 'url' || key === 'problems';
	return JSON.parse(JSON.stringify(request, (key, inner) => (isSpelling(key) ? undefined : inner)));
}

/** The request and all that are nested in it, each with its depth. */
function* nested(request: ImageRequest, depth = 0): Generator<{ request: ImageRequest; depth: number }> {
	yield { request, depth };
	for (const { source, mask } of request.layers) {
		if (source.type === 'nested') yield* nested(source.request, depth + 1);
		if (mask?.type === 'nested') yield* nested(mask.request, depth + 1);
	}
}

describe('whatever the string', () => {
	test('it is answered with numbers that are numbers, and problems point to what stands in it', () => {
		const broken: unknown[] = [];
		const gatherBroken = (_: string, value: unknown) => {
			if (typeof value === 'number' && !Number.isFinite(value)) broken.push(value);
			return value;
		};
		fc.assert(
			fc.property(urls, (url) => {
				const request = parseImageRequest(url, catalogs);
				expect(request.url).toBe(url);
				expect(request.layers[0]?.number).toBe(0);
				JSON.stringify(request, gatherBroken);
				expect(broken).toEqual([]);
				const placed = request.problems.filter(({ position }) => position !== undefined);
				expect(placed.filter(({ piece, position }) => !url.slice(position).startsWith(piece))).toEqual([]);
			}),
			{ seed: SEED, numRuns: 400 },
		);
	});

	test('parse(format(parse(u))) equals parse(u)', () => {
		fc.assert(
			fc.property(urls, (url) => {
				const first = parseImageRequest(url, catalogs);
				const written = formatImageRequest(first);
				expect(comparable(parseImageRequest(written, catalogs)), written).toEqual(comparable(first));
			}),
			{ seed: SEED, numRuns: 150 },
		);
	});
});

describe('bounds hold', () => {
	const nestings = fc.letrec<{ request: string }>((tie) => ({
		request: fc
			.tuple(
				fc.constantFrom('A/x', 'A/T', 'A/self', 'none'),
				fc.array(
					fc.oneof({ maxDepth: 14 }, fc.constantFrom('wid=3', 'layer=1', 'layer=2', '$pair$'), tie('source')),
					{
						maxLength: 4,
					},
				),
			)
			.map(([object, modifiers]) => `${object}?${modifiers.join('&')}`),
		source: fc
			.tuple(fc.constantFrom('src', 'mask'), tie('request'))
			.map(([name, request]) => `${name}=is(${request})`),
	})).request;

	test('requests within requests', () => {
		fc.assert(
			fc.property(nestings, fc.integer({ min: 0, max: 5 }), (text, nesting) => {
				const request = parseImageRequest(`/is/image/${text}`, catalogs, { limits: { nesting } });
				const depths = [...nested(request)].map(({ depth }) => depth);
				expect(Math.max(...depths)).toBeLessThanOrEqual(nesting);
			}),
			{ seed: SEED, numRuns: 150 },
		);
	});

	const names = ['a', 'b', 'c', 'd', 'e'];
	const macros = fc.record(
		Object.fromEntries(
			names.map((name) => [
				name,
				fc
					.array(fc.constantFrom('zz=1', '.note', '', 'layer=1', ...names.map((other) => `$${other}$`)), {
						maxLength: 6,
					})
					.map((parts) => parts.join('&')),
			]),
		),
	);

	test('macros within macros, those that call themselves too', () => {
		fc.assert(
			fc.property(macros, fc.integer({ min: 0, max: 500 }), (definitions, expansion) => {
				const query = '$a$&$b$&$c$';
				const request = parseImageRequest(
					`/is/image/A/x?${query}`,
					{ A: { macros: definitions } },
					{ limits: { expansion } },
				);
				const kept = request.leftovers.reduce((sum, { text }) => sum + text.length, 0);
				expect(kept).toBeLessThanOrEqual(query.length + expansion);
			}),
			{ seed: SEED, numRuns: 300 },
		);
	});

	test('layers and effects', () => {
		const segments = fc
			.array(
				fc
					.tuple(fc.constantFrom('layer', 'effect'), fc.integer({ min: -9, max: 99 }))
					.map((pair) => pair.join('=')),
				{ maxLength: 40 },
			)
			.map((parts) => parts.join('&'));
		fc.assert(
			fc.property(segments, fc.integer({ min: 1, max: 6 }), (query, layers) => {
				const request = parseImageRequest(`/is/image/A/x?${query}`, catalogs, { limits: { layers } });
				expect(request.layers.length).toBeLessThanOrEqual(layers + 1);
				for (const { effects } of request.layers) expect(effects.length).toBeLessThanOrEqual(layers);
				expect(request.compositeEffects.length).toBeLessThanOrEqual(layers);
			}),
			{ seed: SEED, numRuns: 150 },
		);
	});
});

describe('a value stays in its place', () => {
	const texts = fc.oneof(
		fc.string({ unit: 'binary', maxLength: 60 }),
		fc.string({ unit: fc.constantFrom(...'$&=(){}%,\\?.\r\n\t+;/ a1'), maxLength: 60 }),
		fc
			.array(fc.constantFrom(...pieces, '\r\n', '\n', '\r'), { maxLength: 20 })
			.map((parts) => parts.join('')),
	);

	const records: Catalogs = {
		A: {
			records: {
				onError: {
					Modifier:
						'size=300,300&bgc=ffffff&text=$error.message$&layer=1,b&textPs=\\b $error.message$&pos=3,4' +
						'&layer=2&src=is(A/inner?wid=9)&layer=3&src=is(A/T?$txt=$error.message$&hei=8)&opac=50',
				},
				inner: { Modifier: 'size=9,9&text=$error.message$&qlt=3' },
				T: { Modifier: 'size=9,9&text=$txt$&layer=1&color=ff0000' },
			},
		},
	};

	/** What a text layer shows of a plain text: control characters have no place in it, halves of characters no meaning. */
	function shown(text: string): string {
		return wellFormed(text)
			.replace(/\r\n?/g, '\n')
			.replace(/[^\P{Cc}\n]/gu, '');
	}

	/** RTF reads line breaks over, unless they are escaped. */
	const shownRtf = (text: string) => shown(text).replaceAll('\n', '');

	function textsOf(request: ImageRequest): string[] {
		return [...nested(request)].flatMap(({ request: { layers } }) =>
			layers.flatMap(({ source }) =>
				source.type === 'text'
					? source.document.paragraphs.map(({ runs }) => runs.map(({ text }) => text).join('')).join('¶')
					: [],
			),
		);
	}

	/** Without the texts themselves, wherever they are written. */
	function commandsOf(request: ImageRequest): unknown {
		const isText = (key: string) => key === 'document' || key === 'variables' || key === 'url';
		return JSON.parse(JSON.stringify(request, (key, value) => (isText(key) ? undefined : value)));
	}

	test('error.message: the same commands whatever it holds, and it shows as it is', () => {
		const read = (message: string) =>
			parseImageRequest('/is/image/A/onError', records, { variables: { 'error.message': message } });
		const harmless = commandsOf(read('x'));
		expect(textsOf(read('x'))).toEqual(['x', 'x', 'x', 'x']);
		fc.assert(
			fc.property(texts, (message) => {
				const request = read(message);
				expect(commandsOf(request)).toEqual(harmless);
				expect(textsOf(request)).toEqual(Array(4).fill(shown(message)));
			}),
			{ seed: SEED, numRuns: 150 },
		);
	});

	test('a variable that holds what looks like variables: it is the same text at every depth', () => {
		fc.assert(
			fc.property(texts, (value) => {
				const plain = wellFormed(value).replace(/[\\{}]/g, '');
				const encoded = encodeStrictly(plain).replaceAll('%24', '$');
				const text = 'text=$txt$&size=9,9';
				const query = `${text}&layer=1&src=is(?${text}&layer=1&src=is(?${text}))&$v=no&$txt=${encoded}`;
				expect(textsOf(parseImageRequest(`/is/image/?${query}`))).toEqual(Array(3).fill(shownRtf(plain)));
			}),
			{ seed: SEED, numRuns: 300 },
		);
	});

	test('a variable of the query that is encoded once: the same commands whatever it holds', () => {
		const read = (value: string) => {
			return parseImageRequest(`/is/image/A/T?$txt=${encodeURIComponent(wellFormed(value))}`, records);
		};
		const harmless = commandsOf(read('x'));
		fc.assert(
			fc.property(texts, (value) => {
				const request = read(value);
				expect(Object.keys(request.variables)).toEqual(['txt']);
				expect(commandsOf(request)).toEqual(harmless);
			}),
			{ seed: SEED, numRuns: 300 },
		);
	});
});

test('a text is cut off at its limit, whatever it holds', () => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
			const url = `/is/image/A/x?text=${parts.join('').replaceAll('&', '')}`;
			const request = parseImageRequest(url, {}, { limits: { ...DEFAULT_LIMITS, textLength: 20 } });
			const [{ source } = { source: undefined }] = request.layers;
			if (source?.type === 'text') expect(source.document.source?.length).toBeLessThanOrEqual(20);
		}),
		{ seed: SEED, numRuns: 150 },
	);
});

import { describe, expect, test } from 'vitest';
import { parseImageRequest } from '../protocol/parse-image-request.js';
import type { Size } from '../protocol/values.js';
import type { RenderContext } from './context.js';
import { nestedSource } from './nested.js';
import { requestView } from './prepare-request.js';

const NONE: Size = { width: 0, height: 0 };
const limits = { layers: 64, nesting: 8, textLength: 20_000, renderPixels: 100_000_000 };

type Pixels = Partial<Record<'MaxPix' | 'DefaultPix', Size>>;

/** Size of the reply to a request for a composite. */
function reply(query: string, composite: readonly [number, number], pixels: Pixels): Size {
	const request = parseImageRequest(`/is/image/cat/bg?${query}`);
	const attributes = { MaxPix: NONE, DefaultPix: NONE, ...pixels } as RenderContext['attributes'];
	const [width, height] = composite;
	return requestView(request, { width, height }, { attributes, limits }).reply;
}

const square = { MaxPix: { width: 2000, height: 2000 } };

describe('MaxPix', () => {
	test.each([
		['20', 'rgn=0,0,2000,2000&scl=1', [4000, 4000], { width: 2000, height: 2000 }],
		['22: 0,0 is no limit', 'scl=1', [6000, 5000], { width: 6000, height: 5000 }],
		['27: dpr is clamped', 'wid=816&hei=500&dpr=on,3', [1632, 1000], { width: 2000, height: 1225 }],
	] as const)('catalog-and-errors %s', (name, query, composite, size) => {
		expect(reply(query, composite, name.startsWith('22') ? {} : square)).toEqual(size);
	});

	test.each([
		['20: width', 'wid=2001&hei=10', [3000, 3000]],
		['20: height', 'wid=10&hei=2001', [3000, 3000]],
		['21: the height that follows from the width', 'wid=1500', [3000, 6000]],
	] as const)('catalog-and-errors %s is an error', (_, query, composite) => {
		expect(() => reply(query, composite, square)).toThrow(/MaxPix|2000/);
	});

	test('catalog-and-errors 23: a nested request may be larger, and DefaultPix is not its size', async () => {
		const request = parseImageRequest('/is/image/cat/inner');
		let sizes: RenderContext['attributes'] | undefined;
		const context = {
			limits,
			depth: 0,
			attributes: { ...square, DefaultPix: { width: 400, height: 400 } },
			prepare: async (nested: typeof request, { attributes }: RenderContext) => {
				sizes = attributes;
				const view = requestView(nested, { width: 5000, height: 5000 }, { attributes, limits });
				return { size: view.reply, draw: () => Promise.reject(new Error('not drawn')) };
			},
		} as unknown as RenderContext;
		expect((await nestedSource(request, context)).size).toEqual({ width: 5000, height: 5000 });
		expect(sizes).toMatchObject({ MaxPix: NONE, DefaultPix: NONE });
	});
});

test.each([
	['24', '', [2000, 1000], [400, 400], [400, 200]],
	['24: smaller', '', [300, 200], [400, 400], [300, 200]],
	['25: width', '', [1000, 2000], [400, 0], [400, 800]],
	['25: height', '', [1000, 2000], [0, 400], [200, 400]],
	['25: none', '', [1000, 2000], [0, 0], [1000, 2000]],
	['26: scl', 'scl=1', [2000, 1000], [400, 400], [2000, 1000]],
] as const)('catalog-and-errors %s: DefaultPix', (_, query, composite, [width, height], size) => {
	const { width: w, height: h } = reply(query, composite, { DefaultPix: { width, height } });
	expect([w, h]).toEqual(size);
});

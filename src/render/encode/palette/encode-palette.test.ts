import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Color, Palette } from '../../../protocol/values.js';
import type { Raster } from '../../pixels/raster.js';
import { atOnce } from '../../pixels/steps.js';
import { encodePalette } from './encode-palette.js';
import { paletteColors } from './palettes.js';

type Rgba = readonly [number, number, number, number];

function raster(width: number, height: number, pixel: (x: number, y: number) => Rgba): Raster {
	const rows = Array.from({ length: height }, (_, y) => Array.from({ length: width }, (_, x) => pixel(x, y)));
	return { data: new Uint8ClampedArray(rows.flat(2)), width, height };
}

const color = (red: number, green: number, blue: number): Color => ({
	...{ red, green, blue, alpha: 1, type: 'rgb', sourceSpace: false },
});
const palette = (values: Partial<Palette>): Palette => ({
	...{ type: 'adaptive', dither: true, colors: 256, forced: [] },
	...values,
});

async function decoded(blob: Blob): Promise<{ at: (x: number, y: number) => number[]; colors: Set<string> }> {
	const image = sharp(Buffer.from(await blob.arrayBuffer()));
	const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	const at = (x: number, y: number) => [
		...data.subarray(4 * (y * info.width + x), 4 * (y * info.width + x) + 4),
	];
	const all = Array.from({ length: info.width * info.height }, (_, pixel) =>
		at(pixel % info.width, Math.floor(pixel / info.width)).join(),
	);
	return { at, colors: new Set(all) };
}

const gradient = raster(256, 40, (x) => [x, x, x, 255]);
const clearLeft = raster(40, 40, (x) => (x < 20 ? [255, 0, 0, 100] : [0, 200, 30, 128]));

describe('encodePalette', () => {
	test('pixels 35: gif-alpha, two listed colours and the key colour, no dithering', async () => {
		const asked = palette({ dither: false, colors: 2, forced: [color(0, 0, 0), color(255, 255, 255)] });
		const half = raster(100, 40, (x, y) => [x, x, x, y < 20 ? 0 : 255].map((v) => v * 2) as unknown as Rgba);
		const { blob } = await encodePalette(half, asked, 'image/gif', true);
		expect(blob.type).toBe('image/gif');
		const picture = await decoded(blob);
		expect(picture.at(50, 10)[3]).toBe(0);
		expect(picture.at(20, 30)).toEqual([0, 0, 0, 255]);
		expect(picture.at(90, 30)).toEqual([255, 255, 255, 255]);
		expect([...picture.colors].filter((name) => name.endsWith('255')).toSorted()).toEqual([
			'0,0,0,255',
			'255,255,255,255',
		]);
	});

	test('pixels 35: the web palette, no dithering', async () => {
		const orange = raster(10, 10, () => [250, 130, 10, 255]);
		const { blob } = await encodePalette(orange, palette({ type: 'web', dither: false }), 'image/gif', false);
		expect([...(await decoded(blob)).colors]).toEqual(['255,153,0,255']);
	});

	test('dithering mixes colours, so that the mean stays', async () => {
		const gray = raster(60, 60, () => [128, 128, 128, 255]);
		const asked = palette({ colors: 2, forced: [color(0, 0, 0), color(255, 255, 255)] });
		const { blob } = await encodePalette(gray, asked, 'image/png', false);
		const { colors } = await decoded(blob);
		expect([...colors].toSorted()).toEqual(['0,0,0,255', '255,255,255,255']);
		const { channels } = await sharp(Buffer.from(await blob.arrayBuffer())).stats();
		expect(Math.abs((channels[0]?.mean ?? 0) - 128)).toBeLessThan(3);
	});

	for (const type of ['image/gif', 'image/png'] as const) {
		test(`${type}: a picture of few colours keeps them exactly`, async () => {
			const stripes = raster(30, 20, (x) => [x * 8, 255 - x, 3, 255]);
			const { blob } = await encodePalette(stripes, undefined, type, false);
			expect(blob.type).toBe(type);
			const picture = await decoded(blob);
			for (let x = 0; x < 30; x++) expect(picture.at(x, 10)).toEqual([x * 8, 255 - x, 3, 255]);
		});
	}

	for (const type of ['image/gif', 'image/png'] as const) {
		test(`${type}: colours that are hardly different are told apart`, async () => {
			const dark = raster(24, 10, (x, y) => [x, y, 0, 255]);
			const { blob } = await encodePalette(dark, palette({ dither: false }), type, false);
			const picture = await decoded(blob);
			for (let x = 0; x < 24; x++) expect(picture.at(x, 9)).toEqual([x, 9, 0, 255]);
		});

		test(`${type}: more colours than there is room for come near`, async () => {
			const dark = raster(100, 100, (x, y) => [x, y, (x + y) / 2, 255]);
			const { blob } = await encodePalette(dark, palette({ dither: false }), type, false);
			const picture = await decoded(blob);
			for (let at = 0; at < 100; at++) {
				const [red = 0, green = 0] = picture.at(at, 99 - at);
				expect(Math.abs(red - at) + Math.abs(green - 99 + at), `${at}`).toBeLessThan(12);
			}
		});

		test(`${type}: every pixel of random ones comes out`, async () => {
			let seed = 1;
			const random = () => {
				seed = Math.imul(seed, 48271) >>> 1;
				return seed % 256;
			};
			const values = Array.from({ length: 150 * 110 }, random);
			const noise = raster(150, 110, (x, y) => {
				const value = values[y * 150 + x] ?? 0;
				return [value, 255 - value, 7, 255];
			});
			const picture = await decoded((await encodePalette(noise, undefined, type, false)).blob);
			const seen = values.map((_, at) => picture.at(at % 150, Math.floor(at / 150))[0]);
			expect(seen).toEqual(values);
		});

		test(`${type}: one pixel`, async () => {
			const { blob } = await encodePalette(
				raster(1, 1, () => [9, 8, 7, 255]),
				undefined,
				type,
				false,
			);
			expect((await decoded(blob)).at(0, 0)).toEqual([9, 8, 7, 255]);
		});
	}

	test('a PNG has a palette', async () => {
		const { blob } = await encodePalette(gradient, undefined, 'image/png', false);
		const metadata = await sharp(Buffer.from(await blob.arrayBuffer())).metadata();
		expect(metadata).toMatchObject({ format: 'png', isPalette: true, width: 256, height: 40 });
	});

	test('what is half transparent is transparent or opaque: from 128', async () => {
		const { blob } = await encodePalette(clearLeft, undefined, 'image/gif', true);
		const picture = await decoded(blob);
		expect(picture.at(5, 5)[3]).toBe(0);
		expect(picture.at(30, 5)).toEqual([0, 200, 30, 255]);
	});

	test('mac has no room for a key colour', async () => {
		const { notes } = await encodePalette(clearLeft, palette({ type: 'mac' }), 'image/gif', true);
		expect(notes).toEqual(['The mac palette has no room for a key colour: web instead.']);
	});
});

describe('paletteColors', () => {
	const counts = [
		['web', palette({ type: 'web' }), 256, 216],
		['mac', palette({ type: 'mac' }), 256, 256],
		['adaptive', palette({}), 256, 256],
		['numColors', palette({ colors: 16 }), 256, 16],
		['gif-alpha has room for 255', palette({}), 255, 255],
		[
			'more colours listed than numColors',
			palette({ colors: 2, forced: [color(1, 1, 1), color(2, 2, 2), color(3, 3, 3)] }),
			256,
			2,
		],
	] as const;
	const noise = raster(64, 64, (x, y) => [(x * 67) % 256, (y * 31) % 256, (x * y) % 256, 255]);
	for (const [title, asked, most, count] of counts) {
		test(`${title}: ${count}`, () => {
			const colors = atOnce(paletteColors(noise, asked, most));
			expect(new Set(colors.map(String)).size).toBe(colors.length);
			expect(colors.length).toBeLessThanOrEqual(count);
			expect(colors.length).toBeGreaterThanOrEqual(count * 0.9);
		});
	}

	test('listed colours are there, the rest is computed', () => {
		const asked = palette({ colors: 8, forced: [color(1, 2, 3)] });
		const colors = atOnce(paletteColors(noise, asked, 256)).map(String);
		expect(colors[0]).toBe('1,2,3');
		expect(colors.length).toBeGreaterThan(4);
	});
});

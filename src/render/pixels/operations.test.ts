import { describe, expect, test } from 'vitest';
import type { LayerCommands } from '../../protocol/image-request.js';
import type { Color } from '../../protocol/values.js';
import { blurPlane } from './blur.js';
import { growPlane } from './grow.js';
import { applyOperations } from './operations.js';
import type { Raster } from './raster.js';
import { emptyPlane } from './raster.js';
import { atOnce } from './steps.js';

type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

const SURROUNDINGS = { scale: 1, sourceScale: 1, grid: { x: 0, y: 0, stepX: 1, stepY: 1 } };

const apply = (picture: Raster, commands: LayerCommands) =>
	atOnce(applyOperations(picture, commands, SURROUNDINGS));
const rgb = (red: number, green: number, blue: number): Color => ({
	red,
	green,
	blue,
	alpha: 1,
	type: 'rgb',
	sourceSpace: false,
});

function raster(pixel: Pixel, width = 1, height = 1): Raster {
	const data = new Uint8ClampedArray(4 * width * height);
	for (let at = 0; at < data.length; at += 4) data.set(pixel, at);
	return { data, width, height };
}

function after(pixel: Pixel, commands: LayerCommands): readonly number[] {
	const picture = raster(pixel);
	apply(picture, commands);
	return [...picture.data];
}

describe('pixels', () => {
	test.each<[string, Pixel, LayerCommands, Pixel]>([
		['37: op_invert keeps alpha', [10, 20, 30, 77], { op_invert: true }, [245, 235, 225, 77]],
		['37: op_saturation=-100', [255, 0, 0, 255], { op_saturation: -100 }, [76, 76, 76, 255]],
		['38: op_hue=120', [255, 0, 0, 255], { op_hue: 120 }, [0, 255, 0, 255]],
		['38: op_hue=180', [255, 0, 0, 255], { op_hue: 180 }, [0, 255, 255, 255]],
		['38: op_hue=-180', [255, 0, 0, 255], { op_hue: -180 }, [0, 255, 255, 255]],
		['op_hue=240 keeps saturation and lightness', [200, 50, 100, 255], { op_hue: 120 }, [100, 200, 50, 255]],
		['op_hue=-120', [200, 50, 100, 255], { op_hue: -120 }, [50, 100, 200, 255]],
		['op_hue leaves grays', [90, 90, 90, 255], { op_hue: 77 }, [90, 90, 90, 255]],
		[
			'38: op_contrast leaves half intensity',
			[127, 128, 200, 255],
			{ op_contrast: 40 },
			[127, 128, 229, 255],
		],
		['38: op_brightness=-10', [200, 200, 10, 255], { op_brightness: -10 }, [175, 175, 0, 255]],
		[
			'op_colorbalance',
			[100, 100, 100, 9],
			{ op_colorbalance: { red: 10, green: 0, blue: -100 } },
			[126, 100, 0, 9],
		],
		[
			'47: op_colorize, median is the colour',
			[90, 90, 90, 255],
			{ op_colorize: { color: rgb(255, 0, 0), normalize: true, contrast: 0 } },
			[255, 0, 0, 255],
		],
		[
			'op_colorize,off keeps black',
			[0, 0, 0, 255],
			{ op_colorize: { color: rgb(200, 0, 0), normalize: false, contrast: 0 } },
			[0, 0, 0, 255],
		],
		[
			'op_colorize,off keeps white',
			[255, 255, 255, 255],
			{ op_colorize: { color: rgb(200, 0, 0), normalize: false, contrast: 0 } },
			[255, 255, 255, 255],
		],
		['op_sharpen leaves flat areas', [50, 60, 70, 255], { op_sharpen: true }, [50, 60, 70, 255]],
	])('%s', (_, pixel, commands, expected) => {
		expect(after(pixel, commands)).toEqual(expected);
	});

	test('op_noise stays within its amount, is not flat, and is the same every time', () => {
		const noisy = () => {
			const picture = raster([128, 128, 128, 200], 64, 64);
			apply(picture, { op_noise: { amount: 20, distribution: 'uniform', monochrome: false } });
			return picture.data;
		};
		const data = noisy();
		const reds = data.filter((_, at) => at % 4 === 0);
		expect(Math.min(...reds)).toBeGreaterThanOrEqual(77);
		expect(Math.max(...reds)).toBeLessThanOrEqual(179);
		expect(new Set(reds).size).toBeGreaterThan(50);
		expect(data.filter((_, at) => at % 4 === 3).every((alpha) => alpha === 200)).toBe(true);
		expect(noisy()).toEqual(data);
	});

	test('monochrome noise keeps grays gray', () => {
		const picture = raster([128, 128, 128, 255], 16, 16);
		apply(picture, { op_noise: { amount: 50, distribution: 'gaussian', monochrome: true } });
		for (let at = 0; at < picture.data.length; at += 4) expect(picture.data[at]).toBe(picture.data[at + 2]);
	});

	test('op_blur does not bleed the colour of transparent pixels', () => {
		const picture = raster([0, 0, 255, 0], 9, 9);
		picture.data.set([255, 0, 0, 255], 4 * 40);
		apply(picture, { op_blur: 2 });
		expect([...picture.data.subarray(4 * 39, 4 * 39 + 3)]).toEqual([255, 0, 0]);
	});

	test('op_sharpen compares with what is visible around, and with nothing outside', () => {
		const picture = raster([150, 150, 150, 255], 3, 2);
		for (const y of [0, 1]) {
			picture.data.set([100, 100, 100, 255], 4 * 3 * y);
			picture.data.set([250, 0, 0, 0], 4 * (3 * y + 2));
		}
		apply(picture, { op_sharpen: true });
		const row = [75, 75, 75, 255, 175, 175, 175, 255];
		expect([...picture.data.subarray(0, 8)]).toEqual(row);
		expect([...picture.data.subarray(12, 20)]).toEqual(row);
		expect([picture.data[11], picture.data[23]]).toEqual([0, 0]);
	});

	test('op_usm steepens an edge by its amount', () => {
		const picture = raster([100, 100, 100, 255], 40, 1);
		for (let x = 20; x < 40; x++) picture.data.set([150, 150, 150, 255], 4 * x);
		apply(picture, { op_usmR: { amount: 1, radius: 4, threshold: 0, monochrome: false } });
		expect(picture.data[4 * 19]).toBeLessThan(85);
		expect(picture.data[4 * 20]).toBeGreaterThan(165);
		expect(picture.data[0]).toBe(100);
	});
});

const grow = (...input: Parameters<typeof growPlane>) => atOnce(growPlane(...input));
const blur = (...input: Parameters<typeof blurPlane>) => atOnce(blurPlane(...input));

describe('growPlane', () => {
	const dot = () => {
		const plane = emptyPlane(21, 21);
		plane.data[10 * 21 + 10] = 255;
		return plane;
	};
	const count = (data: Uint8ClampedArray) => data.filter((value) => value === 255).length;

	test('dilates to a disc', () => {
		const { data } = grow(dot(), 3);
		expect([7, 13].map((x) => data[10 * 21 + x])).toEqual([255, 255]);
		expect([6, 14].map((x) => data[10 * 21 + x])).toEqual([0, 0]);
		expect(data[7 * 21 + 7]).toBe(0);
		expect(count(data)).toBe(37);
	});

	test('half a pixel more or less covers half of the next one', () => {
		const row = (radius: number) => {
			const plane = emptyPlane(21, 21);
			for (let y = 6; y < 15; y++) plane.data.fill(255, y * 21 + 6, y * 21 + 15);
			const { data } = grow(plane, radius);
			return [2, 3, 4, 5, 6, 7, 8, 9].map((x) => data[10 * 21 + x]);
		};
		expect(row(2.5)).toEqual([0, 128, 255, 255, 255, 255, 255, 255]);
		expect(row(0.5)).toEqual([0, 0, 0, 128, 255, 255, 255, 255]);
		expect(row(-1.5)).toEqual([0, 0, 0, 0, 0, 128, 255, 255]);
	});

	test('eroding undoes dilating of a disc', () => {
		expect(count(grow(grow(dot(), 4), -4).data)).toBe(1);
	});

	test('a large disc is as round', () => {
		const plane = emptyPlane(200, 200);
		for (let y = 96; y < 104; y++) plane.data.fill(255, y * 200 + 96, y * 200 + 104);
		const { data } = grow(plane, 60);
		const filled = (x: number, y: number) => (data[y * 200 + x] ?? 0) >= 128;
		for (const degrees of [0, 20, 45, 70, 90]) {
			const [cos, sin] = [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)];
			const radius = Array.from({ length: 90 }, (_, at) => at).findLast((at) =>
				filled(Math.round(100 + at * cos), Math.round(100 + at * sin)),
			);
			expect(Math.abs((radius ?? 0) - 64)).toBeLessThanOrEqual(5);
		}
	});

	test('erodes from the border only if emptiness lies around', () => {
		const full = emptyPlane(9, 9, 255);
		expect(count(grow(full, -2).data)).toBe(25);
		expect(count(grow(full, -2, 255).data)).toBe(81);
	});
});

describe('blurPlane', () => {
	test.each([1, 1.9, 2.5, 8, 13])('sigma %d spreads a step like a Gaussian', (sigma) => {
		const plane = emptyPlane(120, 3);
		for (let y = 0; y < 3; y++) plane.data.fill(255, y * 120 + 60, (y + 1) * 120);
		const { data } = blur(plane, sigma, 'nothing');
		for (let x = 54; x < 66; x++) {
			expect(Math.abs((data[120 + x] ?? 0) - 255 * normalDistribution((x - 59.5) / sigma))).toBeLessThan(6);
		}
		expect(data[120]).toBe(0);
		expect(data[120 + 119]).toBe(255);
	});

	test('emptiness around fades the border', () => {
		const { data } = blur(emptyPlane(50, 50, 255), 3);
		expect(data[25 * 50]).toBeLessThan(150);
		expect(data[25 * 50 + 25]).toBe(255);
	});
});

/** The part of a standard normal distribution below `x`, summed in small steps. */
function normalDistribution(x: number): number {
	let sum = 0;
	for (let at = -6; at < x; at += 0.001) sum += Math.exp((-at * at) / 2) * 0.001;
	return sum / Math.sqrt(2 * Math.PI);
}

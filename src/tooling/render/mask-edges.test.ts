import { describe, expect, test } from 'vitest';
import { shortfallSentence } from '../../protocol/shortfalls.js';
import { drawRequest, type PixelTest } from '../testing/draw-request.js';
import { pngOf, pngOfColor } from '../testing/pixels.js';

const STAGE = '/c?wid=53&size=60,60&color=00000000&fmt=png-alpha&layer=1&';

/** The alpha of all pixels of a view that is a little smaller. */
async function alphas(layer: string): Promise<number[]> {
	const sources = {
		blue: await pngOfColor(30, 20, [0, 0, 255, 255]),
		white: await pngOfColor(30, 20, [255, 255, 255, 255]),
	};
	const picture = await drawRequest(STAGE + layer, { sources });
	return Array.from({ length: 53 * 53 }, (_, at) => picture.at(at % 53, Math.floor(at / 53))[3]);
}

const largest = (values: readonly number[]) => values.reduce((most, value) => Math.max(most, value), 0);

const UPRIGHT = [
	['upright', 'pos=3,7'],
	['mirrored', 'flip=lrud&pos=-3,7'],
] as const;

const FLAT = [
	...UPRIGHT,
	['turned', 'rotate=30'],
	['between pixels', 'size=31.5,0&rotate=45&pos=0.5,0.25'],
] as const;

const PLACES = [...FLAT, ['in perspective', 'perspectiveN=0.1,0.2,0.9,0.1,0.8,0.9,0.2,0.7']] as const;

test.each(PLACES)('a picture %s has the same edges with a white mask as without', async (_, place) => {
	const [plain, masked] = [
		await alphas(`src=c/blue&${place}`),
		await alphas(`src=c/blue&mask=c/white&${place}`),
	];
	expect(largest(plain)).toBe(255);
	expect(largest(masked.map((alpha, at) => Math.abs(alpha - (plain[at] ?? 0))))).toBeLessThanOrEqual(1);
});

test.each(PLACES)('nothing is left of a picture %s whose mask is white and inverted', async (_, place) => {
	expect(largest(await alphas(`src=c/blue&mask=c/white&maskUse=invert&${place}`))).toBeLessThanOrEqual(1);
});

test.each(PLACES)('nothing is left of an opaque picture %s that is inverted', async (_, place) => {
	expect(largest(await alphas(`src=c/blue&maskUse=invert&${place}`))).toBeLessThanOrEqual(1);
});

test.each(UPRIGHT)('no color= shows at the edges of an opaque picture %s', async (_, place) => {
	const sources = { blue: await pngOfColor(30, 20, [0, 0, 255, 255]) };
	const picture = await drawRequest(`${STAGE}src=c/blue&color=ff0000&${place}`, { sources });
	expect(picture.box((red, _green, _blue, alpha) => alpha > 0 && red > 0)).toBeUndefined();
});

test.each(['off', 'invert'])(
	'maskUse=%s: what was nearly transparent has no colours of its own',
	async (maskUse) => {
		const ramp = await pngOf(256, 4, (x) => [240, 120, 30, x]);
		const picture = await drawRequest(`/c/ramp?maskUse=${maskUse}&fmt=png-alpha`, { sources: { ramp } });
		for (let x = 0; x < 100; x++) {
			const [red, green, blue] = picture.at(x, 2);
			expect(Math.abs(green - red / 2), `green at ${x}`).toBeLessThanOrEqual(13);
			expect(Math.abs(blue - red / 8), `blue at ${x}`).toBeLessThanOrEqual(13);
		}
	},
);

describe('op_growMask', () => {
	test.each(PLACES)('adds nothing around an opaque picture %s', async (_, place) => {
		const [plain, grown] = [
			await alphas(`src=c/blue&${place}`),
			await alphas(`src=c/blue&op_growMask=9&${place}`),
		];
		expect(largest(plain)).toBe(255);
		expect(largest(grown.map((alpha, at) => Math.abs(alpha - (plain[at] ?? 0))))).toBeLessThanOrEqual(1);
	});

	test('adds nothing around a colour, and nothing is said', async () => {
		const picture = await drawRequest(`${STAGE}size=20,20&color=0000ff&op_growMask=9`);
		expect(picture.box((_red, _green, blue, alpha) => alpha > 0 && blue < 255)).toBeUndefined();
		expect(picture.notes).toEqual([]);
	});

	test('continues the colours of a picture where it was transparent, and says so', async () => {
		const hole = await pngOf(30, 20, (x) => (x < 15 ? [0, 0, 255, 255] : [255, 255, 255, 0]));
		const sources = { hole };
		const picture = await drawRequest('/c/hole?op_growMask=5&fmt=png-alpha', { sources });
		expect([picture.at(14, 9), picture.at(18, 9), picture.at(25, 9)]).toEqual([
			[0, 0, 255, 255],
			[0, 0, 255, 255],
			[0, 0, 0, 0],
		]);
		expect(picture.notes).toEqual([shortfallSentence('op_growMask')]);
	});

	test.each([
		['that rises above its box', 'size=30,20&textPs=\\fs40{\\up30 Mm}'],
		['that sizes itself', 'text=\\fs60 M'],
		['in a box that is as wide as it is', 'size=26,0&text=\\fs60 M'],
	])('grows text %s on all sides', async (_, layer) => {
		const isInk: PixelTest = (_red, _green, _blue, alpha) => alpha > 128;
		const stage = STAGE.replace('wid=53', 'wid=60');
		const [left = 0, top = 0, width = 0, height = 0] =
			(await drawRequest(`${stage}${layer}`)).box(isInk) ?? [];
		const grown = (await drawRequest(`${stage}${layer}&op_growMaskR=4`)).box(isInk);
		expect(grown).toEqual([left - 4, top - 4, width + 8, height + 8]);
	});

	test.each(['', '&op_blur=2'])('has no black ring around coloured text%s', async (operation) => {
		const text = '{\\colortbl;\\red255\\green0\\blue0;\\red0\\green0\\blue255;}\\fs80{\\cf1 I} {\\cf2 I}';
		const request = `${STAGE}text=${text}&op_growMask=5${operation}`;
		const picture = await drawRequest(request);
		const isRed: PixelTest = (red, _green, blue, alpha) => alpha > 0 && red > blue;
		const isBlue: PixelTest = (red, _green, blue, alpha) => alpha > 0 && blue > red;
		const isDark: PixelTest = (red, _green, blue, alpha) => alpha > 128 && Math.max(red, blue) < 200;
		expect(picture.box(isDark)).toBeUndefined();
		const [left = 0, , width = 0] = picture.box(isRed) ?? [];
		const [right = 0] = picture.box(isBlue) ?? [];
		expect(width).toBeGreaterThan(8);
		expect(right).toBeGreaterThanOrEqual(left + width - 1);
	});
});

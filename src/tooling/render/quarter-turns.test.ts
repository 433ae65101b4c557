import { expect, test } from 'vitest';
import { drawRequest } from '../testing/draw-request.js';
import { pngOf, pngOfColor } from '../testing/pixels.js';

/** Sides of the canvas: the middle of the layer lies between pixels of some. */
const SIDES = [40, 41, 43];

test.each([0, 90, 180, 270])('rotate=%d leaves the edges of a picture sharp', async (rotate) => {
	const sources = { blue: await pngOfColor(20, 12, [0, 0, 255, 255]) };
	for (const side of SIDES) {
		const request = `/c?size=${side},${side}&color=ffffff&fmt=png&layer=1&src=c/blue&rotate=${rotate}`;
		const picture = await drawRequest(request, { sources });
		const isSoft = (red: number) => red > 0 && red < 255;
		expect(picture.box(isSoft), `${side}`).toBeUndefined();
		const [, , width, height] = picture.box((red) => red === 0) ?? [];
		expect([width, height]).toEqual(rotate % 180 === 0 ? [20, 12] : [12, 20]);
	}
});

test('rotate=90 keeps the colours of single pixels', async () => {
	const sources = { stripes: await pngOf(20, 12, (x) => (x % 2 === 0 ? [0, 0, 0, 255] : [255, 0, 0, 255])) };
	for (const side of SIDES) {
		const request = `/c?size=${side},${side}&color=0000ff&fmt=png&layer=1&src=c/stripes&rotate=90`;
		const picture = await drawRequest(request, { sources });
		expect(picture.box((red, _green, blue) => blue < 255 && red > 0 && red < 255)).toBeUndefined();
	}
});

import { expect, test } from 'vitest';
import { drawRequest } from '../testing/draw-request.js';
import { pngOfColor } from '../testing/pixels.js';

const BLUE = [0, 0, 255, 255];
const RED = [255, 0, 0, 255];

const sources = {
	a: await pngOfColor(1000, 600, [0, 0, 255, 255]),
	mark: await pngOfColor(300, 300, [255, 0, 0, 255]),
};

test('a watermark shows in a view that enlarges a few pixels to a thousand', async () => {
	// it covers columns 350 to 649 of the picture
	const request = '/c/a?fmt=png&rgn=340,290,20,20&wid=1000';
	const { at, notes } = await drawRequest(request, { sources, watermark: '/c/mark' });
	expect(notes).toEqual([]);
	for (const y of [0, 999]) {
		expect([0, 499, 500, 999].map((x) => at(x, y))).toEqual([BLUE, BLUE, RED, RED]);
	}
});

test('a text is drawn at the size at which it is seen', async () => {
	const letter = (watermark: string) =>
		drawRequest('/c/a?fmt=png&rgn=480,285,40,30&wid=1000', { sources, watermark });
	const { at, notes } = await letter('?textPs=\\fs80 I');
	expect(notes).toEqual([]);
	const row = Array.from({ length: 1000 }, (_, x) => at(x, 400)[2]);
	// the sides of the stem are edges, not slopes between pixels that were enlarged
	expect(row.filter((blue) => blue < 20).length).toBeGreaterThan(50);
	expect(row.filter((blue) => blue >= 20 && blue <= 235).length).toBeLessThanOrEqual(4);
});

test('one that lies beside the region leaves no trace', async () => {
	const request = '/c/a?fmt=png&rgn=0,0,20,20&wid=1000';
	const { at, notes } = await drawRequest(request, { sources, watermark: '/c/mark' });
	expect(notes).toEqual([]);
	expect([at(0, 0), at(999, 999)]).toEqual([BLUE, BLUE]);
});

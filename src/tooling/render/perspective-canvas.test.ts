import { expect, test } from 'vitest';
import { drawRequest } from '../testing/draw-request.js';
import { pngOfColor } from '../testing/pixels.js';

const sources = { photo: await pngOfColor(120, 80, [0, 0, 255, 255]) };
const CORNERS = 'perspective=10,10,50,10,50,40,10,40';

/** Layer 0 is the canvas even if its corners are moved. */
test.each([
	['src=photo', [120, 80]],
	// r-perspective.md: ignored
	['src=photo&size=60,60', [120, 80]],
	['src=photo&res=36', [120, 80]],
	['src=is(photo)&size=60,60', [120, 80]],
	['src=photo&scale=0.5', [60, 40]],
	['src=photo&crop=0,0,60,60', [60, 60]],
	['src=photo&extend=0,0,10,20', [130, 100]],
	['size=60,70&textPs=a', [60, 70]],
	['size=60,70&color=ff0000', [60, 70]],
])('%s with its corners moved', async (layer, size) => {
	const { width, height } = await drawRequest(`/c?fmt=png&${layer}&${CORNERS}`, {
		sources,
		attributes: { Resolution: 72 },
	});
	expect([width, height]).toEqual(size);
});

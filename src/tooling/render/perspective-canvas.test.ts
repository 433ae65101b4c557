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

const LAYER = '/c?fmt=png-alpha&size=60,60&color=00000000&layer=1&src=photo&crop=-120,0,240,80&color=ff0000';

/** r-crop.md, r-restrictions-and-known-issues.md: what `crop` adds beyond the source is not filled by `color`. */
test.each([
	['perspective=10,10,50,10,50,40,10,40', [20, 30], [40, 30]],
	['perspective=10,10,50,10,50,40,10,40&flip=lr', [40, 30], [20, 30]],
	['perspective=50,10,50,50,10,50,10,10', [30, 20], [30, 40]],
	// the middle of the picture lies where x is 44
	['perspective=10,0,50,25,50,35,10,60', [41, 30], [47, 30]],
] as const)('color= lies beneath the source alone: %s', async (corners, [x, y], [insideX, insideY]) => {
	const picture = await drawRequest(`${LAYER}&${corners}`, { sources });
	expect(picture.at(x, y)).toEqual([0, 0, 0, 0]);
	expect(picture.at(insideX, insideY)).toEqual([0, 0, 255, 255]);
});

/** r-perspective.md: corners may lie outside the composite, and `pos` shifts the result. */
test.each([
	['', [0, 0, 255, 255]],
	['&op_invert=1', [255, 255, 0, 255]],
	['&opac=60', [0, 0, 255, 153]],
	['&clipPath=M0,0L90,0L90,60L0,60Z', [0, 0, 255, 255]],
	['&effect=1&color=ff0000&maskUse=invert', [255, 0, 0, 255]],
] as const)('a picture whose corners pos= brings onto the canvas is whole%s', async (more, color) => {
	const quad = 'src=photo&perspective=30,10,80,10,80,50,30,50&pos=-20,0';
	const picture = await drawRequest(`/c?fmt=png-alpha&size=60,60&color=00000000&layer=1&${quad}${more}`, {
		sources,
	});
	expect([picture.at(20, 30), picture.at(50, 30)]).toEqual([color, color]);
});

import { expect, test } from 'vitest';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { pathCrossings, pathExtent } from './paths.js';

const extent = (path: string) =>
	pathExtent(parseImageRequest(`/is/image?layer=1&clipPath=${path}`).layers[1]?.commands.clipPath ?? []);

test.each([
	['pixels 29: M20,30L70,30L70,90L20,90Z', { x: 20, y: 30, width: 50, height: 60 }],
	['pixels 27: M10,10l50,0l0,50zm5,5l10,0,0,10z', { x: 10, y: 10, width: 50, height: 50 }],
	[
		'a curve counts, not its control points: M0,0C0,100,100,100,100,0Z',
		{ x: 0, y: 0, width: 100, height: 75 },
	],
])('%s', (title, expected) => {
	expect(extent(title.slice(title.indexOf(': ') + 2))).toEqual(expected);
});

test.each([
	['M0,0L0,10', 1, 100, 12],
	['M0,0L0,10L5,0', 2, 100, 43],
	['lines that leave the canvas are cut: M0,0L0,1000000', 1, 100, 102],
] as const)('%s at scale %d: rows of pixels are crossed', (title, scale, rows, crossings) => {
	const text = title.slice(title.indexOf('M'));
	const path = parseImageRequest(`/is/image?layer=1&clipPath=${text}`).layers[1]?.commands.clipPath ?? [];
	expect(pathCrossings(path, scale, rows)).toBe(crossings);
});

import { expect, test } from 'vitest';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { renderRequest } from '../../render/render.js';
import { drawRequest } from '../testing/draw-request.js';
import { pngOf } from '../testing/pixels.js';
import { nodeRenderPort } from './node-port.js';

test('a strip of a stored picture is enlarged along one axis and shrunk along the other', async () => {
	const sources = { big: await pngOf(400, 200, (_, y) => (y < 100 ? [255, 0, 0, 255] : [0, 0, 255, 255])) };
	const picture = await drawRequest('/c/big?rgn=0,0,4,200&wid=400&hei=20&fit=stretch,1&fmt=png', { sources });
	expect([picture.width, picture.height]).toEqual([400, 20]);
	expect([picture.at(200, 2), picture.at(200, 17)]).toEqual([
		[255, 0, 0, 255],
		[0, 0, 255, 255],
	]);
});

test('a strip of a nested picture that is enlarged along one axis makes no canvas larger than what is allowed', async () => {
	const port = nodeRenderPort(() => Promise.reject(new Error('there are no pictures')));
	const sizes: number[] = [];
	const createCanvas = (width: number, height: number) => {
		sizes.push(width * height);
		return port.createCanvas(Math.min(width, 4000), height);
	};
	const request =
		'/is/image?src=is(?size=4000,4000&color=ff0000)&crop=0,0,1,4000&wid=4000&hei=10&fit=stretch,1';
	await renderRequest(parseImageRequest(request), effectiveAttributes({}, ''), { ...port, createCanvas });
	expect(Math.max(...sizes)).toBeLessThanOrEqual(40_000);
});

import { expect, test } from 'vitest';
import { effectiveAttributes } from '../../catalog/effective-attributes.js';
import { parseImageRequest } from '../../protocol/index.js';
import { renderRequest } from '../../render/render.js';
import { nodeRenderPort } from './node-port.js';

const WATERMARK = '?size=10,10&color=00ff00';

test.each([
	['the finished picture', 'fmt=png', undefined],
	['the shape of a mask that is off', 'layer=1&size=20,20&color=ff0000&maskUse=off', undefined],
	['the shape of an inverted mask', 'layer=1&size=20,20&color=ff0000&maskUse=invert', undefined],
	['the composite before its opacity', 'opac=50', undefined],
	['the composite before its effects', 'extend=5,5,5,5&effect=-1&color=ff0000&op_grow=2', undefined],
	['a watermark', 'fmt=png', WATERMARK],
])('gives the memory of canvases back: %s', async (_, commands, watermark) => {
	const port = nodeRenderPort(() => Promise.reject(new Error('there are no pictures')));
	const canvases: OffscreenCanvas[] = [];
	const createCanvas = (width: number, height: number) => {
		const canvas = port.createCanvas(width, height);
		canvases.push(canvas);
		return canvas;
	};
	const picture = await renderRequest(
		parseImageRequest(`/is/image?size=60,40&color=0000ff&${commands}`),
		effectiveAttributes({}, ''),
		{ ...port, createCanvas },
		{},
		watermark === undefined ? undefined : parseImageRequest(`/is/image${watermark}`, {}, { watermark: true }),
	);
	expect(picture.size.width).toBeGreaterThanOrEqual(60);
	expect(canvases.length).toBeGreaterThan(0);
	expect(canvases.map(({ width, height }) => `${width} x ${height}`)).toEqual(canvases.map(() => '1 x 1'));
});

const UNDECODABLE = '&layer=1&src=broken';

test.each([
	[
		'a layer',
		`?size=60,40&color=0000ff&op_blur=2&layer=1&size=9,9&color=ff0000&op_blur=2${UNDECODABLE}`,
		undefined,
	],
	['a mask', '?size=60,40&color=0000ff&layer=1&src=is(?size=9,9&color=ff0000)&mask=broken', undefined],
	[
		'a nested request',
		`?size=60,40&color=0000ff&layer=1&src=is(?size=9,9&color=ff0000${UNDECODABLE})`,
		undefined,
	],
	['a watermark', '?size=60,40&color=0000ff&fmt=png', `?size=10,10&color=00ff00${UNDECODABLE}`],
])('gives the memory of canvases back where %s cannot be decoded', async (_, request, watermark) => {
	const asset = { blob: new Blob(['no picture']), type: 'image/png', size: { width: 9, height: 9 } };
	const port = nodeRenderPort(async () => asset);
	const canvases: OffscreenCanvas[] = [];
	const createCanvas = (width: number, height: number) => {
		const canvas = port.createCanvas(width, height);
		canvases.push(canvas);
		return canvas;
	};
	const drawing = renderRequest(
		parseImageRequest(`/is/image${request}`),
		effectiveAttributes({}, ''),
		{ ...port, createCanvas },
		{},
		watermark === undefined ? undefined : parseImageRequest(`/is/image${watermark}`, {}, { watermark: true }),
	);
	if (watermark)
		expect((await drawing).notes).toEqual([expect.stringContaining('The watermark is left out')]);
	else await expect(drawing).rejects.toMatchObject({ code: 'source-undecodable' });
	expect(canvases.length).toBeGreaterThan(0);
	expect(canvases.map(({ width, height }) => `${width} x ${height}`)).toEqual(canvases.map(() => '1 x 1'));
});

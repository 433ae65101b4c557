import { expect, test } from 'vitest';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { renderRequest } from '../../render/render.js';
import { pngOf } from '../testing/pixels.js';
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

test.each([
	['a picture', ''],
	['a mask', '&mask=picture'],
	['a picture in perspective', '&perspective=9,9,50,15,40,30,12,35&maskUse=off'],
	['a picture with a shadow', '&op_blur=2&effect=-1&op_blur=3'],
])('gives the memory of decoded pictures back wherever the drawing of %s fails', async (_, commands) => {
	const bytes = await pngOf(9, 9, (x) => [255, 0, 0, 25 * x]);
	const asset = {
		blob: new Blob([Uint8Array.from(bytes)]),
		type: 'image/png',
		size: { width: 9, height: 9 },
	};
	const port = nodeRenderPort(async () => asset);
	const request = `/is/image?size=60,40&color=0000ff&layer=1&src=picture${commands}&layer=2&src=picture`;

	/** @param allowance how many times a canvas is given before the engine refuses one */
	const drawWith = async (allowance: number) => {
		const held: (OffscreenCanvas | ImageBitmap)[] = [];
		let given = 0;
		const drawing = renderRequest(parseImageRequest(request), effectiveAttributes({}, ''), {
			...port,
			createCanvas(width, height) {
				given += 1;
				if (given > allowance) throw new Error('no canvas');
				const canvas = port.createCanvas(width, height);
				held.push(canvas);
				return canvas;
			},
			async decode(picture, size) {
				const bitmap = await port.decode(picture, size);
				held.push(bitmap);
				return bitmap;
			},
		});
		const isDrawn = await drawing.then(
			() => true,
			() => false,
		);
		return { isDrawn, held: held.map(({ width, height }) => `${width} x ${height}`) };
	};

	for (let allowance = 0; ; allowance++) {
		const { isDrawn, held } = await drawWith(allowance);
		expect(held, `after ${allowance} canvases`).toEqual(held.map(() => '1 x 1'));
		if (!isDrawn) continue;
		expect(allowance).toBeGreaterThan(0);
		return;
	}
});

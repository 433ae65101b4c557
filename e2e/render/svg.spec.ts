import { svg } from './assets.js';
import { expect, test } from './renderer.js';

const FRAME = '<rect width="200" height="100" fill="#0000ff"/>';
const BLUE = [0, 0, 255, 255];

const assets = {
	'Acme/plain': svg(`<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">${FRAME}</svg>`),
	'Acme/viewbox': svg(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">${FRAME}</svg>`),
	'Acme/percent': svg(
		`<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg [<!ENTITY c "#0000ff">]>
<svg xmlns="http://www.w3.org/2000/svg" width="100%" height="100%" viewBox="0 0 200 100"><rect width="200" height="100" fill="&c;"/></svg>`,
	),
	'Acme/prefixed': svg(
		'<s:svg xmlns:s="http://www.w3.org/2000/svg" width="200" height="100"><s:rect width="200" height="100" fill="#00f"/></s:svg>',
	),
	'Acme/latin': {
		type: 'image/svg+xml',
		bytes: Buffer.from(
			`<?xml version="1.0" encoding="ISO-8859-1"?><svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><title>\xe9</title>${FRAME}</svg>`,
			'latin1',
		),
	},
};

for (const name of Object.keys(assets)) {
	test(`${name} is answered as SVG of the view's size`, async ({ render }) => {
		const picture = await render(`/${name}?wid=100&hei=100&fmt=jpeg&bgc=ff0000`, { assets });
		expect(picture.type).toBe('image/svg+xml');
		expect([picture.width, picture.height]).toEqual([100, 100]);
		expect(picture.notes).toHaveLength(1);
		for (const y of [0, 24, 75, 99]) expect(picture.at(50, y)).toEqual([255, 0, 0, 255]);
		for (const [x, y] of [
			[0, 26],
			[50, 50],
			[99, 73],
		] as const) {
			expect(picture.at(x, y)).toEqual(BLUE);
		}
	});
}

test('an SVG is never enlarged without fit=..,1', async ({ render }) => {
	const small = await render('/Acme/plain?wid=400&hei=400', { assets });
	expect(small.at(200, 120)).toEqual([255, 255, 255, 255]);
	expect(small.at(100, 200)).toEqual(BLUE);
	const large = await render('/Acme/plain?wid=400&hei=400&fit=fit,1', { assets });
	expect(large.at(5, 120)).toEqual(BLUE);
});

test('cropped and stretched views of an SVG', async ({ render }) => {
	const crop = await render('/Acme/plain?wid=50&hei=50&fit=crop', { assets });
	for (const corner of [0, 49]) expect(crop.at(corner, corner)).toEqual(BLUE);
	const stretch = await render('/Acme/plain?wid=50&hei=50&fit=stretch', { assets });
	for (const corner of [0, 49]) expect(stretch.at(corner, corner)).toEqual(BLUE);
});

test('formats with alpha leave the rest transparent', async ({ render }) => {
	const picture = await render('/Acme/plain?wid=100&hei=100&fmt=png-alpha', { assets });
	expect(picture.at(50, 2)).toEqual([0, 0, 0, 0]);
	expect(picture.at(50, 50)).toEqual(BLUE);
});

test('DefaultPix and MaxPix count for an SVG too', async ({ render }) => {
	const attributes = { DefaultPix: { width: 50, height: 50 }, MaxPix: { width: 100, height: 100 } };
	const picture = await render('/Acme/viewbox', { assets, attributes });
	expect([picture.width, picture.height]).toEqual([50, 25]);
	await expect(render('/Acme/viewbox?wid=150', { assets, attributes })).rejects.toThrow('max-pix');
});

test('an SVG among other layers is an error: no worker decodes it', async ({ render }) => {
	const request = '/Acme/plain?layer=1&size=9,9&color=ff0000';
	await expect(render(request, { assets })).rejects.toThrow('source-undecodable');
});

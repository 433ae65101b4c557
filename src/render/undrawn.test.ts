import { expect, test } from 'vitest';
import { parseImageRequest } from '../protocol/parse-image-request.js';
import { undrawn } from './undrawn.js';

const catalogs = { A: { records: { x: { Resolution: 300 } } } };

const UNSCALED =
	'res= is honoured in part: without a Resolution of the record or of the catalog the source keeps its size.';

test.each([
	[
		'textPs=\\kerningoptical AV',
		['textPs= is honoured in part: \\kerningoptical kerns by the metrics of the font.'],
	],
	['textPs=\\kerningmetric AV', []],
	['text=\\kerningoptical AV', []],
	['icc=a&layer=1&src=is(x?icc=b)', ['icc= has no effect here: a canvas draws sRGB.']],
	['src=x&res=72', []],
	['src=A/x&res=72&size=0,0', []],
	['src=x&res=72&size=0,0', [UNSCALED]],
	['src=x&res=72&size=0,0&scale=2', []],
	['src=x&res=72&size=0,0&perspective=0,0,9,0,9,9,0,9', []],
	['layer=1&src=is(x)&res=72', [UNSCALED]],
	['layer=1&color=ff0000&mask=x&res=72', [UNSCALED]],
	['layer=1&color=ff0000&mask=A/x&res=72', []],
	['layer=1&text=a&res=72', []],
	['icc=sRGB', []],
	['icc=sRGB%20IEC61966-2.1,relative,1', []],
	['icc=Acme/srgb.icm', []],
	['icc=notsRGB', ['icc= has no effect here: a canvas draws sRGB.']],
	['fmt=webp&printRes=72', ['printRes= is honoured in part: only JPEG and PNG have a place for it here.']],
	['fmt=png&printRes=72', []],
	['textPs=AV&textAngle=90&perspective=0,0,9,0,9,9,0,9', []],
])('%s', (query, sentences) => {
	const request = parseImageRequest(`/is/image?size=9,9&${query}`, catalogs);
	expect([...new Set(undrawn(request, { Resolution: undefined }))]).toEqual(sentences);
});

test('res= by the Resolution of the catalog', () => {
	for (const source of ['x', 'is(x)', '{http://a.example/b.png}']) {
		const request = parseImageRequest(`/is/image?src=${source}&res=72`);
		expect(undrawn(request, { Resolution: 300 }), source).toEqual([]);
	}
});

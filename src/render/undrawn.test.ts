import { expect, test } from 'vitest';
import { parseImageRequest } from '../protocol/index.js';
import { undrawn } from './undrawn.js';

const catalogs = { A: { records: { x: { Resolution: 300 } } } };

test.each([
	[
		'textPs=\\kerningoptical AV',
		['textPs= is honoured in part: \\kerningoptical kerns by the metrics of the font.'],
	],
	['textPs=\\kerningmetric AV', []],
	['text=\\kerningoptical AV', []],
	['icc=a&layer=1&src=is(x?icc=b)', ['icc= has no effect here: a canvas draws sRGB.']],
	[
		'src=x&res=72',
		[
			'res= is honoured in part: without a Resolution of the record or of the catalog the source keeps its size.',
		],
	],
	['src=A/x&res=72', []],
	['fmt=webp&printRes=72', ['printRes= is honoured in part: only JPEG and PNG have a place for it here.']],
	['fmt=png&printRes=72', []],
	['textPs=AV&textAngle=90&perspective=0,0,9,0,9,9,0,9', []],
])('%s', (query, sentences) => {
	const request = parseImageRequest(`/is/image?size=9,9&${query}`, catalogs);
	expect([...new Set(undrawn(request, { Resolution: undefined }))]).toEqual(sentences);
});

test('res= by the Resolution of the catalog', () => {
	const request = parseImageRequest('/is/image?src=x&res=72');
	expect(undrawn(request, { Resolution: 300 })).toEqual([]);
});

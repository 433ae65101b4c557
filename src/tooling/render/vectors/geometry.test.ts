import { describe, expect, test } from 'vitest';
import type { AttributeValues } from '../../../catalog/lookup/effective-attributes.js';
import type { CatalogRecord } from '../../../protocol/catalogs.js';
import { drawRequest, type PixelTest } from '../../testing/draw-request.js';
import { pngOf, pngOfColor, type Rgba } from '../../testing/pixels.js';

/*
 * The vectors of geometry as whole requests, from their text to the pixels of the picture.
 */

const RED: Rgba = [255, 0, 0, 255];
const BLUE: Rgba = [0, 0, 255, 255];
const WHITE: Rgba = [255, 255, 255, 255];

const isBlue: PixelTest = (red, _, blue) => blue - red > 127;
const isRed: PixelTest = (red, _, blue) => red - blue > 127;
const isVisible: PixelTest = (_red, _green, _blue, alpha) => alpha > 0;

type Box = readonly [left: number, top: number, width: number, height: number];

interface Row {
	/** size of the blue picture `img` */
	readonly img?: readonly [width: number, height: number];
	readonly record?: CatalogRecord;
	readonly attributes?: AttributeValues;
	readonly reply: readonly [width: number, height: number];
	/** where blue shows; absent: everywhere */
	readonly blue?: Box | undefined;
	/** where red shows */
	readonly red?: Box;
}

const ON_CANVAS = '/c?size=400,300&color=ffffff&layer=1&src=img';
const CANVAS = { img: [100, 50], reply: [400, 300] } as const;
const onSquare = (side: number) => `/c?size=${side},${side}&color=ffffff&layer=1&src=img`;
const WIDE = { img: [1000, 500] } as const;
const SMALL = { img: [100, 50] } as const;
const DPR = { img: [400, 300] } as const;

const ROWS: readonly (readonly [vector: string, request: string, expected: Row])[] = [
	[
		'5: a repeated command counts last, higher layers are above',
		'/c?size=40,40&color=ffffff&layer=1&size=10,10&color=ff0000&pos=1,1&layer=2&size=8,8&color=0000ff&pos=9,9&layer=1&pos=3,4',
		{ reply: [40, 40], blue: [25, 25, 8, 8], red: [18, 19, 10, 10] },
	],
	[
		'8: sizeN= is a constraint of half of layer 0',
		`${ON_CANVAS}&sizeN=0.5,0.5`,
		{ img: [100, 100], reply: [400, 300], blue: [125, 75, 150, 150] },
	],
	[
		'16: what crop adds is filled like the margin',
		'/c/img?scl=1&cropN=.2,.3,.8,.9&extend=5,5,5,5&bgColor=255,0,0',
		{ img: [1000, 1000], reply: [810, 910], blue: [5, 5, 800, 700], red: [0, 0, 810, 910] },
	],
	['18: size= keeps the aspect', '/c/img?size=800,800', { img: [600, 1200], reply: [400, 800] }],
	[
		'19: below its margin',
		'/c/img?size=200,0&extend=0,30,0,0',
		{ img: [1000, 600], reply: [200, 150], blue: [0, 30, 200, 120] },
	],
	[
		'20: size= before scale= and res=',
		'/c/img?size=100,100&scale=2&res=50',
		resolved([400, 200], 100, [100, 50]),
	],
	['20: scale= before res=', '/c/img?scale=0.5&res=25', resolved([400, 200], 100, [200, 100])],
	['20: size=0,0 is none', '/c/img?size=0,0&scale=0.5', resolved([400, 200], 100, [200, 100])],
	['21: res=', '/c/img?res=12', resolved([3000, 1500], 150, [240, 120])],
	['21: res= and DefaultPix', '/c/img?res=12', resolved([3000, 1500], 150, [100, 50], '100,100')],
	['21: with scl=1', '/c/img?res=12&scl=1', resolved([3000, 1500], 150, [240, 120], '100,100')],
	[
		'21: with scl=1, wid= and hei=',
		'/c/img?res=12&scl=1&wid=100&hei=100',
		resolved([3000, 1500], 150, [100, 100], '100,100'),
	],
	[
		'22: extendN=',
		'/c/img?extendN=0.1,0.2,0.1,0',
		{ img: [200, 100], reply: [240, 120], blue: [20, 20, 200, 100] },
	],
	['22: negative extend=', '/c/img?extend=-10,0,-10,-20', { img: [200, 100], reply: [180, 80] }],
	[
		'23: extendN= after rotate=',
		'/c/img?layer=0&rotate=90&extendN=0,0,0.5,0',
		{ img: [200, 100], reply: [150, 200], blue: [0, 0, 100, 200] },
	],
	[
		'24: rotate=30',
		'/c/img?rotate=30&fmt=png-alpha',
		{ img: [200, 100], reply: [224, 187], blue: [0, 0, 224, 187] },
	],

	['25: no place', ON_CANVAS, { ...CANVAS, blue: [150, 125, 100, 50] }],
	['25: pos=', `${ON_CANVAS}&pos=40,-20`, { ...CANVAS, blue: [190, 105, 100, 50] }],
	['25: posN=, a quarter shows', `${ON_CANVAS}&posN=0.5,0.5`, { ...CANVAS, blue: [350, 275, 50, 25] }],
	[
		'26: originN= of both layers',
		'/c?size=400,300&color=ffffff&originN=-0.5,-0.5&layer=1&src=img&originN=-0.5,-0.5&pos=10,20',
		{ ...CANVAS, blue: [10, 20, 100, 50] },
	],
	['26: origin= of one layer', `${ON_CANVAS}&origin=0,0`, { ...CANVAS, blue: [200, 150, 100, 50] }],
	['27: anchor=', `${ON_CANVAS}&anchor=0,0`, { ...CANVAS, blue: [200, 150, 100, 50] }],
	['27: flip=lr', `${ON_CANVAS}&anchor=0,0&flip=lr`, { ...CANVAS, blue: [100, 150, 100, 50] }],
	['27: flip=ud', `${ON_CANVAS}&anchor=0,0&flip=ud`, { ...CANVAS, blue: [200, 100, 100, 50] }],
	['27: flip=lrud', `${ON_CANVAS}&anchor=0,0&flip=lrud`, { ...CANVAS, blue: [100, 100, 100, 50] }],
	[
		'28: rotate= about the anchor',
		`${onSquare(400)}&anchor=0,0&rotate=90`,
		{ img: [200, 100], reply: [400, 400], blue: [100, 200, 100, 200] },
	],
	[
		'29: anchor= is scaled',
		`${onSquare(1000)}&scale=0.4&anchor=345,225`,
		{ img: [800, 600], reply: [1000, 1000], blue: [362, 410, 320, 240] },
	],
	[
		'30: anchor= after crop=, size= and extend=',
		`${onSquare(500)}&crop=200,100,400,400&anchor=300,300&size=200,0&extend=10,20,0,0&bgColor=0000ff`,
		{ img: [1000, 1000], reply: [500, 500], blue: [190, 130, 210, 220] },
	],
	[
		'30: origin= before anchor=',
		`${onSquare(500)}&crop=200,100,400,400&anchor=300,300&size=200,0&extend=10,20,0,0&bgColor=0000ff&origin=0,0`,
		{ img: [1000, 1000], reply: [500, 500], blue: [250, 250, 210, 220] },
	],
	[
		'31: the centre of what extend= makes',
		`${ON_CANVAS}&extend=0,0,40,0&bgColor=0000ff`,
		{ ...CANVAS, blue: [130, 125, 140, 50] },
	],
	[
		'31: an anchor moves no content',
		`${ON_CANVAS}&extend=0,0,40,0&bgColor=0000ff&anchor=50,25`,
		{ ...CANVAS, blue: [150, 125, 140, 50] },
	],
	[
		'32: example A',
		'/c?size=1000,1000&color=ffffff&originN=0,0&layer=1&src=img&size=800,800&originN=-0.5,0&posN=-0.5,0&layer=2&size=300,40&color=ff0000&text=x&rotate=-90&originN=0.5,0&posN=0.5,0',
		{ img: [600, 1200], reply: [1000, 1000], blue: [0, 100, 400, 800], red: [960, 350, 40, 300] },
	],
	[
		'33: example B, as it is written',
		'/c?layer=0&size=800,0&extend=0,100,200,100&src=img&originN=.5,0&layer=1&size=300,40&color=ff0000&text=x&rotate=-90&originN=.5,0&posN=0.5,0',
		{ img: [1600, 2400], reply: [1000, 1400], blue: [0, 100, 800, 1200] },
	],
	[
		'33: example B, with posN=0,0',
		'/c?layer=0&size=800,0&extend=0,100,200,100&src=img&originN=.5,0&layer=1&size=300,40&color=ff0000&text=x&rotate=-90&originN=.5,0&posN=0,0',
		{ img: [1600, 2400], reply: [1000, 1400], blue: [0, 100, 800, 1200], red: [960, 550, 40, 300] },
	],

	['35: DefaultPix=400,400', '/c/img', { ...WIDE, attributes: { DefaultPix: '400,400' }, reply: [400, 200] }],
	['35: DefaultPix=0,200', '/c/img', { ...WIDE, attributes: { DefaultPix: '0,200' }, reply: [400, 200] }],
	[
		'35: DefaultPix=2000,2000',
		'/c/img',
		{ ...WIDE, attributes: { DefaultPix: '2000,2000' }, reply: [1000, 500] },
	],
	['35: scl=1', '/c/img?scl=1', { ...WIDE, attributes: { DefaultPix: '400,400' }, reply: [1000, 500] }],
	['36: wid=', '/c/img?wid=200', { ...WIDE, reply: [200, 100] }],
	['36: hei=', '/c/img?hei=200', { ...WIDE, reply: [400, 200] }],
	['36: scl=2', '/c/img?scl=2', { ...WIDE, reply: [500, 250] }],
	['36: scl=0.5', '/c/img?scl=0.5', { ...WIDE, reply: [2000, 1000] }],
	['37: wide', '/c/img?wid=200&hei=200&align=0,-1', { ...WIDE, reply: [200, 200], blue: [0, 0, 200, 100] }],
	[
		'37: high',
		'/c/img?wid=200&hei=200&align=0,-1',
		{ img: [500, 1000], reply: [200, 200], blue: [50, 0, 100, 200] },
	],
	['38: fit', '/c/img?wid=300&hei=300&fit=fit,0', { ...WIDE, reply: [300, 300], blue: [0, 75, 300, 150] }],
	['38: constrain', '/c/img?wid=300&hei=300&fit=constrain,0', { ...WIDE, reply: [300, 150] }],
	['38: crop', '/c/img?wid=300&hei=300&fit=crop,0', { ...WIDE, reply: [300, 300] }],
	['38: wrap', '/c/img?wid=300&hei=300&fit=wrap,0', { ...WIDE, reply: [600, 300] }],
	['38: stretch', '/c/img?wid=300&hei=300&fit=stretch,0', { ...WIDE, reply: [300, 300] }],
	['38: hfit', '/c/img?wid=300&hei=300&fit=hfit,0', { ...WIDE, reply: [300, 300], blue: [0, 75, 300, 150] }],
	['38: vfit', '/c/img?wid=300&hei=300&fit=vfit,0', { ...WIDE, reply: [300, 300] }],
	['39: no fit=', '/c/img?wid=400&hei=400', { ...SMALL, reply: [400, 400], blue: [150, 175, 100, 50] }],
	[
		'39: fit,1',
		'/c/img?wid=400&hei=400&fit=fit,1',
		{ ...SMALL, reply: [400, 400], blue: [0, 100, 400, 200] },
	],
	['39: constrain,0', '/c/img?wid=400&hei=400&fit=constrain,0', { ...SMALL, reply: [100, 50] }],
	['39: constrain,1', '/c/img?wid=400&hei=400&fit=constrain,1', { ...SMALL, reply: [400, 200] }],
	['39: crop,1', '/c/img?wid=400&hei=400&fit=crop,1', { ...SMALL, reply: [400, 400] }],
	[
		'39: stretch,0',
		'/c/img?wid=400&hei=400&fit=stretch,0',
		{ ...SMALL, reply: [400, 400], blue: [150, 175, 100, 50] },
	],
	['39: wrap,1', '/c/img?wid=400&hei=400&fit=wrap,1', { ...SMALL, reply: [800, 400] }],
	[
		'40: bars left and right',
		'/c/img?wid=600&hei=200&fit=crop,0',
		{ img: [300, 300], reply: [600, 200], blue: [150, 0, 300, 200] },
	],
	[
		'41: scl= with wid= and hei=',
		'/c/img?scl=2&wid=300&hei=300',
		{ ...WIDE, reply: [300, 300], blue: [0, 25, 300, 250] },
	],
	[
		'41: align=',
		'/c/img?scl=2&wid=300&hei=300&align=-1,1',
		{ ...WIDE, reply: [300, 300], blue: [0, 50, 300, 250] },
	],
	['41: scl= with wid=', '/c/img?scl=2&wid=300', { ...WIDE, reply: [300, 250] }],
	[
		'42: rgn= crops nothing, no fill shows',
		'/c/img?rgn=100,100,200,200&wid=400&hei=400',
		{ img: [1000, 1000], reply: [400, 400] },
	],
	['43: rgn= before scl=', '/c/img?rgn=100,100,400,300&scl=2', { img: [1000, 800], reply: [200, 150] }],
	[
		'44: rgn= beyond the composite',
		'/c/img?rgn=-50,0,200,100&scl=1',
		{ ...WIDE, reply: [200, 100], blue: [50, 0, 150, 100] },
	],
	[
		'46: rect= beyond the view',
		'/c/img?rect=700,0,200,100',
		{ img: [800, 600], reply: [200, 100], blue: [0, 0, 100, 100] },
	],
	[
		'47: wid= and hei= of MaxPix',
		'/c/img?wid=1000&hei=1000',
		{ ...WIDE, attributes: { MaxPix: '1000,1000' }, reply: [1000, 1000], blue: [0, 250, 1000, 500] },
	],
	[
		'47: a tile of a larger view',
		'/c/img?scl=1&rect=0,0,1000,500',
		{ img: [2000, 1000], attributes: { MaxPix: '1000,1000' }, reply: [1000, 500] },
	],
	['47: MaxPix=0,0', '/c/img?wid=1200', { ...WIDE, attributes: { MaxPix: '0,0' }, reply: [1200, 600] }],
	['48: dpr=on,2', '/c/img?wid=816&hei=500&fit=crop,1&dpr=on,2', { ...DPR, reply: [1632, 1000] }],
	['48: dpr=on,3', '/c/img?wid=816&hei=500&fit=crop,1&dpr=on,3', { ...DPR, reply: [2448, 1500] }],
	[
		'48: dpr=on,3 and MaxPix',
		'/c/img?wid=816&hei=500&fit=crop,1&dpr=on,3',
		{ ...DPR, attributes: { MaxPix: '2000,2000' }, reply: [2000, 1225] },
	],
	['48: dpr=on,1', '/c/img?wid=816&hei=500&fit=crop,1&dpr=on,1', { ...DPR, reply: [816, 500] }],
	['48: dpr=off', '/c/img?wid=816&hei=500&fit=crop,1&dpr=off', { ...DPR, reply: [816, 500] }],
	[
		'49: DefaultPix is for the outer request only',
		// were the nested picture 400 pixels wide, the red layer would cover most of it
		'/c?layer=0&src=is(c/img)&layer=1&size=300,200&color=ff0000',
		{
			img: [3000, 2000],
			attributes: { DefaultPix: '400,400' },
			reply: [400, 267],
			blue: [0, 0, 400, 267],
			red: [180, 120, 40, 27],
		},
	],
	['50: size= of layer 0, as of any other', '/c/img?size=300,300', { img: [600, 400], reply: [300, 200] }],
];

/** A picture with a Resolution of its own, which covers the whole reply. */
function resolved(
	img: readonly [number, number],
	resolution: number,
	reply: readonly [number, number],
	defaultPix?: string,
): Row {
	return {
		img,
		record: { Resolution: resolution },
		...(defaultPix && { attributes: { DefaultPix: defaultPix } }),
		reply,
	};
}

function asPng(request: string): string {
	if (request.includes('fmt=')) return request;
	return `${request}${request.includes('?') ? '&' : '?'}fmt=png`;
}

describe('whole requests', () => {
	test.each(ROWS)('geometry %s: %s', async (_, request, row) => {
		const [width = 1, height = 1] = row.img ?? [];
		const picture = await drawRequest(asPng(request), {
			catalogs: { c: { records: { img: { Path: 'img.png', ...row.record } } } },
			...(row.attributes && { attributes: row.attributes }),
			sources: { 'img.png': await pngOfColor(width, height, BLUE) },
		});
		expect([picture.width, picture.height]).toEqual(row.reply);
		expect(picture.box(isBlue)).toEqual(row.blue ?? [0, 0, ...row.reply]);
		expect(picture.box(isRed)).toEqual(row.red);
	});
	test('geometry 10: an error image', async () => {
		const picture = await drawRequest('/c?size=300,300&bgc=ffffff&text=Gone&fmt=png');
		expect([picture.width, picture.height]).toEqual([300, 300]);
		const [left = 300, top = 300, width = 300, height = 300] = picture.box((red) => red < 128) ?? [];
		expect([left, top].every((edge) => edge >= 0 && edge <= 4)).toBe(true);
		expect([width < 40, height < 12]).toEqual([true, true]);
		expect([picture.at(299, 0), picture.at(0, 299), picture.at(299, 299)]).toEqual([WHITE, WHITE, WHITE]);
		const transparent = await drawRequest('/c?size=300,300&bgc=ffffff&text=Gone&fmt=png-alpha');
		expect(transparent.at(299, 299)[3]).toBe(0);
	});

	const marked = pngOf(60, 40, (x, y) => (x < 10 && y < 10 ? RED : BLUE));
	test.each<[string, string, Box]>([
		['12: rotate= of layer 0, then flip= of the composite', 'rotate=90&flip=lr', [0, 0, 10, 10]],
		['12: flip= and rotate= of layer 0', 'layer=0&rotate=90&flip=lr', [30, 50, 10, 10]],
	])('geometry %s', async (_, commands, mark) => {
		const picture = await drawRequest(`/c/img?${commands}&fmt=png`, { sources: { img: await marked } });
		expect([picture.width, picture.height]).toEqual([40, 60]);
		expect(picture.box(isRed)).toEqual(mark);
	});

	test.each<[string, string, Box]>([
		['13: extend= of layer 0, then flip= of the composite', 'extend=10,0,0,0&flip=lr', [0, 0, 100, 50]],
		['13: flip= and extend= of layer 0', 'layer=0&extend=10,0,0,0&flip=lr', [10, 0, 100, 50]],
	])('geometry %s', async (_, commands, content) => {
		const sources = { img: await pngOfColor(100, 50, BLUE) };
		const picture = await drawRequest(`/c/img?${commands}&fmt=png-alpha`, { sources });
		expect([picture.width, picture.height]).toEqual([110, 50]);
		expect(picture.box(isVisible)).toEqual(content);
	});

	/** Red where the vector says, blue around. */
	const window = (width: number, height: number, [left, top, wide, high]: Box) =>
		pngOf(width, height, (x, y) => (x >= left && y >= top && x < left + wide && y < top + high ? RED : BLUE));

	test.each<[string, string, readonly [number, number], Box, readonly [number, number]]>([
		['14: crop=, then size=', 'crop=100,50,400,300&size=200,0', [1000, 600], [100, 50, 400, 300], [200, 150]],
		['15: cropN= of columns', 'cropN=0.1,0,0.8,1', [1000, 600], [100, 0, 800, 600], [800, 600]],
		['15: cropN= of rows', 'cropN=0,0,1,0.8', [1000, 600], [0, 0, 1000, 480], [1000, 480]],
		['22: what negative extend= leaves', 'extend=-10,0,-10,-20', [200, 100], [10, 0, 180, 80], [180, 80]],
		['38: what crop leaves', 'wid=300&hei=300&fit=crop,0', [1000, 500], [250, 0, 500, 500], [300, 300]],
		[
			'42: what rgn= names, enlarged',
			'rgn=100,100,200,200&wid=400&hei=400&fit=fit,1',
			[1000, 1000],
			[100, 100, 200, 200],
			[400, 400],
		],
		[
			'42: what rgn= shows around its region',
			'rgn=100,100,200,200&wid=400&hei=400',
			[1000, 1000],
			[0, 0, 400, 400],
			[400, 400],
		],
		['43: what rgn= names', 'rgn=100,100,400,300&scl=2', [1000, 800], [100, 100, 400, 300], [200, 150]],
		['46: a tile', 'rect=100,50,200,100,0.5', [800, 600], [200, 100, 400, 200], [200, 100]],
	])('geometry %s', async (_, query, [width, height], shown, reply) => {
		const sources = { img: await window(width, height, shown) };
		const picture = await drawRequest(`/c/img?${query}&fmt=png`, { sources });
		expect([picture.width, picture.height]).toEqual(reply);
		expect(picture.box(isRed)).toEqual([0, 0, ...reply]);
		expect(picture.box(isBlue)).toBeUndefined();
	});

	test('geometry 17: crop= beyond the picture is transparent', async () => {
		const sources = { img: await pngOfColor(1000, 600, BLUE) };
		const picture = await drawRequest('/c/img?crop=-50,-50,1100,700&fmt=png-alpha', { sources });
		expect([picture.width, picture.height]).toEqual([1100, 700]);
		expect(picture.box(isVisible)).toEqual([50, 50, 1000, 600]);
	});

	test('geometry 45: four strips are the view', async () => {
		const noise = await pngOf(250, 300, (x, y) => [(x * 83) % 256, (y * 59) % 256, (x * y) % 256, 255]);
		const draw = (query: string) =>
			drawRequest(`/c/img?wid=2000&hei=2400${query}&fmt=png`, { sources: { img: noise } });
		const whole = await draw('');
		expect([whole.width, whole.height]).toEqual([2000, 2400]);
		for (const top of [0, 600, 1200, 1800]) {
			const strip = await draw(`&rect=0,${top},2000,600`);
			expect([strip.width, strip.height]).toEqual([2000, 600]);
			for (const [x, y] of [
				[0, 0],
				[999, 300],
				[1999, 0],
				[7, 599],
				[1999, 599],
			] as const) {
				expect(strip.at(x, y)).toEqual(whole.at(x, top + y));
			}
		}
	});

	test.each([
		['wid=1200', [1000, 500]],
		['scl=1', [1500, 500]],
	] as const)('geometry 47: %s is beyond MaxPix', async (query, [width, height]) => {
		const sources = { img: await pngOfColor(width, height, BLUE) };
		const attributes = { MaxPix: '1000,1000' };
		const drawn = drawRequest(`/c/img?${query}`, { sources, attributes });
		await expect(drawn).rejects.toMatchObject({ code: 'max-pix' });
	});
});

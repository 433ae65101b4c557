import { bluePng, islandPng, markedPng, stripedPng } from './assets.js';
import { expect, test } from './renderer.js';

const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];
const WHITE = [255, 255, 255, 255];

test.describe('layers', () => {
	test('geometry 5: drawn in ascending order, clipped to layer 0', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=40,40&color=ffffff&layer=2&size=20,20&color=ff0000&layer=1&size=100,10&color=0000ff',
		);
		expect([picture.width, picture.height]).toEqual([40, 40]);
		expect(picture.at(20, 20)).toEqual(RED);
		expect(picture.at(2, 20)).toEqual(BLUE);
		expect(picture.at(39, 20)).toEqual(BLUE);
		expect(picture.at(20, 5)).toEqual(WHITE);
	});

	test('geometry 12: order of rotate and flip', async ({ render }) => {
		const assets = { 'Acme/mark': await markedPng(60, 40, 10) };
		const composite = await render('/Acme/mark?rotate=90&flip=lr&fmt=png', { assets });
		expect([composite.width, composite.height]).toEqual([40, 60]);
		expect(composite.at(3, 3)).toEqual(RED);
		const layer = await render('/Acme/mark?layer=0&rotate=90&flip=lr&fmt=png', { assets });
		expect(layer.at(36, 56)).toEqual(RED);
		expect(layer.at(3, 3)).toEqual(WHITE);
	});

	test('geometry 13: order of extend and flip', async ({ render }) => {
		const assets = { 'Acme/blue': await bluePng(100, 50) };
		const composite = await render('/Acme/blue?extend=10,0,0,0&flip=lr&fmt=png', { assets });
		expect(composite.width).toBe(110);
		expect([composite.at(0, 9), composite.at(105, 9)]).toEqual([BLUE, WHITE]);
		const layer = await render('/Acme/blue?layer=0&extend=10,0,0,0&flip=lr&fmt=png', { assets });
		expect([layer.at(0, 9), layer.at(105, 9)]).toEqual([WHITE, BLUE]);
	});

	test('geometry 16, pixels 15: bgColor fills margins and what crop adds', async ({ render }) => {
		const assets = { 'Acme/blue': await bluePng(100, 80) };
		const frame = await render('/Acme/blue?extend=5,5,5,5&bgColor=255,0,0&fmt=png', { assets });
		expect([frame.width, frame.height]).toEqual([110, 90]);
		expect([frame.at(4, 4), frame.at(5, 5), frame.at(109, 89)]).toEqual([RED, BLUE, RED]);
		const crop = await render('/Acme/blue?crop=-10,0,50,80&bgColor=255,0,0&fmt=png', { assets });
		expect([crop.at(9, 40), crop.at(10, 40), crop.at(49, 40)]).toEqual([RED, BLUE, BLUE]);
	});

	test('pixels 14: opac fades the picture, not its fill', async ({ render }) => {
		const assets = { 'Acme/blue': await bluePng(10, 10) };
		const picture = await render('/Acme/blue?layer=0&opac=50&bgColor=255,0,0&fmt=png-alpha', { assets });
		const [red, green, blue, alpha] = picture.at(5, 5);
		expect(Math.abs(red - 128) + green + Math.abs(blue - 128)).toBeLessThanOrEqual(2);
		expect(alpha).toBe(255);
	});

	for (const [mode, value] of [
		['mult', 100],
		['screen', 228],
		['darken', 128],
		['lighten', 200],
		['norm', 128],
	] as const) {
		test(`pixels 16: blendMode=${mode}`, async ({ render }) => {
			const picture = await render(
				`?fmt=png&size=9,9&color=200,200,200&layer=1&size=9,9&color=128,128,128&blendMode=${mode}`,
			);
			expect(Math.abs(picture.at(4, 4)[0] - value)).toBeLessThanOrEqual(1);
		});
	}

	test('pixels 16: mult with opac=50', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=9,9&color=200,200,200&layer=1&size=9,9&color=128,128,128&blendMode=mult&opac=50',
		);
		expect(Math.abs(picture.at(4, 4)[0] - 150)).toBeLessThanOrEqual(1);
	});

	test('a layer of nothing but bgColor tints the canvas', async ({ render }) => {
		const picture = await render('?fmt=png&size=9,9&color=ffffff&layer=1&bgColor=f1f1f1&blendMode=mult');
		expect(picture.at(4, 4)).toEqual([241, 241, 241, 255]);
	});

	test('hide, names, pos', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=40,40&color=ffffff&layer=1,a&size=40,40&color=ff0000&hide=1&layer=2,b&size=4,4&color=0000ff&layer=b&pos=10,-10',
		);
		expect(picture.at(30, 10)).toEqual(BLUE);
		expect(picture.at(20, 20)).toEqual(WHITE);
	});

	test('a turned layer fills its corners with bgColor', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=100,100&color=ffffff&layer=1&size=40,40&color=0000ff&rotate=45&bgColor=ff0000',
		);
		expect(picture.at(50, 50)).toEqual(BLUE);
		expect(picture.at(24, 24)).toEqual(RED);
		expect(picture.at(19, 50)).toEqual(WHITE);
	});

	test('nested requests keep their transparency and ignore DefaultPix', async ({ render }) => {
		const assets = { 'Acme/blue': await bluePng(60, 60) };
		const attributes = { DefaultPix: { width: 30, height: 30 } };
		const picture = await render(
			'?fmt=png&scl=1&size=100,100&color=ffffff&layer=1&src=is(Acme/blue?extend=20,20,20,20&bgc=ff0000&fmt=jpeg)',
			{ assets, attributes },
		);
		expect([picture.at(20, 20), picture.at(19, 50), picture.at(50, 50)]).toEqual([BLUE, WHITE, BLUE]);
	});

	test('a nested picture is drawn at the size at which it is shown', async ({ render }) => {
		const picture = await render('?fmt=png&wid=20&src=is(?size=4000,3000&color=0000ff)');
		expect([picture.width, picture.height, picture.at(10, 7)]).toEqual([20, 15, BLUE]);
	});
});

test.describe('perspective', () => {
	const ON_WHITE = '?fmt=png&size=100,100&color=ffffff&layer=1&';

	test('the corners go where they are told, and nothing shows outside', async ({ render }) => {
		const assets = { 'Acme/mark': await markedPng(40, 40, 20) };
		const picture = await render(`${ON_WHITE}src=Acme/mark&perspective=20,10,80,30,80,70,20,90`, { assets });
		expect(picture.at(25, 25)).toEqual(RED);
		expect(picture.at(25, 75)).toEqual(WHITE);
		expect(picture.ink()).toMatchObject({ left: 20 });
		// Near edges look longer than far ones: the diagonals cross at 60, not at 50.
		const last = Array.from({ length: 100 }, (_, x) => x)
			.filter((x) => picture.at(x, 45)[1] < 128)
			.at(-1);
		expect(Math.abs((last ?? 0) - 59)).toBeLessThanOrEqual(1);
	});

	test('a translucent colour has no seams and smooth edges', async ({ render }) => {
		const picture = await render(
			'?fmt=png-alpha&size=200,200&color=00000000&layer=1&size=64,64&color=0000ff80&perspective=13,7,190,25,170,180,30,150',
		);
		const inside = new Set<string>();
		for (let y = 40; y < 140; y++) for (let x = 40; x < 160; x++) inside.add(picture.at(x, y).join());
		expect([...inside]).toEqual(['0,0,255,128']);
		const alphas = new Set(
			Array.from({ length: 150 }, (_, at) => picture.at(20 + at, Math.floor(7 + ((7.5 + at) * 18) / 177))[3]),
		);
		expect(alphas.size).toBeGreaterThan(6);
	});

	test('in parts of layer 0, moved by pos, whatever origin, anchor, rotate and size say', async ({
		render,
	}) => {
		const assets = { 'Acme/blue': await bluePng(30, 50) };
		const square = await render(
			`${ON_WHITE}src=Acme/blue&size=9,9&rotate=30&origin=3,3&anchor=1,1&pos=10,-5&perspectiveN=0.2,0.2,0.6,0.2,0.6,0.6,0.2,0.6`,
			{ assets },
		);
		expect(square.ink({ threshold: 300 })).toEqual({ left: 30, top: 15, right: 69, bottom: 54 });
	});

	test('of layer 0: the canvas is what it would be without', async ({ render }) => {
		const assets = { 'Acme/blue': await bluePng(60, 40) };
		const picture = await render('/Acme/blue?fmt=png&perspective=30,0,60,0,60,20,30,20', { assets });
		expect([picture.width, picture.height]).toEqual([60, 40]);
		expect(picture.ink({ threshold: 300 })).toEqual({ left: 30, top: 0, right: 59, bottom: 19 });
	});

	test('flip comes first; masks and fills go along; a view draws it at its own size', async ({ render }) => {
		const assets = { 'Acme/mark': await markedPng(40, 40, 20), 'Acme/island': await islandPng(40, 40) };
		const corners = 'perspective=10,10,90,10,90,90,10,90';
		const flipped = await render(`${ON_WHITE}src=Acme/mark&flip=lr&${corners}`, { assets });
		expect([flipped.at(20, 20), flipped.at(80, 20)]).toEqual([WHITE, RED]);
		const masked = await render(`${ON_WHITE}src=Acme/mark&mask=Acme/island&color=0000ff&${corners}&wid=50`, {
			assets,
		});
		expect([masked.at(20, 20), masked.at(40, 40), masked.at(2, 2)]).toEqual([RED, BLUE, WHITE]);
	});

	test('nearest mixes no colours, supersampling does', async ({ render }) => {
		const assets = { 'Acme/stripes': await stripedPng(64, 64) };
		const grays = async (mode: string) => {
			const picture = await render(`${ON_WHITE}src=Acme/stripes&perspective=0,0,100,10,100,30,0,30,${mode}`, {
				assets,
			});
			return new Set(Array.from({ length: 90 }, (_, x) => picture.at(x, 20)[0]));
		};
		expect([...(await grays('R1'))].sort()).toEqual([0, 255]);
		expect((await grays('R3')).size).toBeGreaterThan(10);
	});

	for (const corners of [
		'0,0,0,0,0,0,0,0',
		'0,0,50,50,90,90,20,20',
		'0,0,90,90,90,0,0,90',
		'0,0,50,40,90,0,50,90',
		'1e300,1e300,-1e300,1e300,1e300,-1e300,0,0',
		'1e9,1e9,2e9,1e9,2e9,2e9,1e9,2e9',
	]) {
		test(`corners ${corners} show nothing`, async ({ render }) => {
			expect((await render(`${ON_WHITE}size=9,9&color=ff0000&perspective=${corners}`)).ink()).toBeUndefined();
		});
	}

	test('corners far outside the canvas', async ({ render }) => {
		const picture = await render(
			`${ON_WHITE}size=9,9&color=ff0000&perspective=-1e9,-1e9,1e9,-1e9,1e9,1e9,-1e9,1e9`,
		);
		expect(picture.at(50, 50)).toEqual(RED);
	});
});

test.describe('anchors of layers without a picture', () => {
	const ON_WHITE_200 = '?fmt=png&size=200,200&color=ffffff&layer=1';
	const box = (left: number, top: number, width: number, height: number) => ({
		left,
		top,
		right: left + width - 1,
		bottom: top + height - 1,
	});
	for (const [title, commands, ink] of [
		['by default a solid is centred', 'size=40,40&color=ff0000', box(80, 80, 40, 40)],
		['corner of a solid', 'size=40,40&color=ff0000&anchor=0,0', box(100, 100, 40, 40)],
		['anchorN from the centre', 'size=40,40&color=ff0000&anchorN=0.5,-0.5', box(60, 100, 40, 40)],
		['flip mirrors about it', 'size=40,40&color=ff0000&anchor=10,0&flip=lr', box(70, 100, 40, 40)],
		['rotate turns about it', 'size=40,20&color=ff0000&anchor=0,0&rotate=90', box(80, 100, 20, 40)],
		['origin comes first', 'size=40,40&color=ff0000&anchor=0,0&origin=40,40', box(60, 60, 40, 40)],
		['box of text', 'size=40,30&color=ff0000&text=a&anchor=0,0', box(100, 100, 40, 30)],
		['box of textPs', 'size=40,30&color=ff0000&textPs=a&anchorN=0.5,0.5', box(60, 70, 40, 30)],
		[
			'a clip path has its own',
			'clipPath=M0,0L40,0L40,40L0,40Z&color=ff0000&anchor=40,40',
			box(100, 100, 40, 40),
		],
	] as const) {
		test(title, async ({ render }) => {
			expect((await render(`${ON_WHITE_200}&${commands}`)).ink()).toEqual(ink);
		});
	}

	test('point text lies below and right of its anchored corner', async ({ render }) => {
		const ink = async (anchor: string) =>
			(await render(`${ON_WHITE_200}&textPs=\\qc\\fs40 xx${anchor}`)).ink() ?? box(0, 0, 0, 0);
		const [free, anchored] = [await ink(''), await ink('&anchor=0,0')];
		expect(free.left).toBeLessThan(95);
		expect(free.bottom).toBeLessThanOrEqual(100);
		expect(anchored.left).toBeGreaterThanOrEqual(99);
		expect(anchored.top).toBeGreaterThanOrEqual(99);
	});
});

test.describe('hidden layers', () => {
	test('are not loaded', async ({ render }) => {
		const picture = await render('?fmt=png&size=9,9&color=ff0000&layer=1&src=Acme/lost&hide=1');
		expect(picture.at(4, 4)).toEqual(RED);
	});

	test('but for layer 0, which gives the canvas its size', async ({ render }) => {
		const assets = { 'Acme/blue': await bluePng(30, 20) };
		const picture = await render('/Acme/blue?fmt=png&layer=0&hide=1&layer=1&size=9,9&color=ff0000', {
			assets,
		});
		expect([picture.width, picture.height]).toEqual([30, 20]);
		expect([picture.at(2, 2), picture.at(15, 10)]).toEqual([WHITE, RED]);
		await expect(render('/Acme/lost?layer=0&hide=1')).rejects.toThrow('source-unavailable');
	});
});

test.describe('errors', () => {
	for (const [request, code] of [
		['?layer=1&size=9,9&color=ff0000', 'layer-0-missing'],
		['?size=9,9&color=ff0000&layer=1&color=00ff00', 'invalid-request'],
		['?size=9,9&color=ff0000&fit=crop', 'invalid-request'],
		['?size=9,9&color=ff0000&layer=1,comp', 'invalid-request'],
		['?src=ir(x/y)&size=9,9', 'source-unsupported'],
	] as const) {
		test(`${request} is answered with ${code}`, async ({ render }) => {
			await expect(render(request)).rejects.toThrow(code);
		});
	}

	test('too many layers', async ({ render }) => {
		const layers = Array.from({ length: 20 }, (_, index) => `&layer=${index}&size=9,9&color=ff0000`).join('');
		await expect(render(`?${layers}`, { limits: { layers: 10 } })).rejects.toThrow('too-many-layers');
	});

	test('nesting too deep', async ({ render }) => {
		const request = '?src=is(?src=is(?src=is(?size=9,9&color=ff0000)))';
		await expect(render(request, { limits: { nesting: 2 } })).rejects.toThrow('too-deep');
	});
});

import { bluePng, islandPng, markedPng, shapePng } from './assets.js';
import { expect, test } from './renderer.js';

const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];
const WHITE = [255, 255, 255, 255];
const CLEAR = [0, 0, 0, 0];
const GRAYS = '<rect width="160" height="160" fill="#999"/><rect width="80" height="160" fill="#666"/>';

test.describe('effect layers', () => {
	test('pixels 19: an outer and an inner border', async ({ render }) => {
		const base = '?fmt=png&size=200,200&color=ffffff&layer=1&size=100,100&color=0000ff';
		const outer = await render(`${base}&extend=9,9,9,9&effect=-1&op_grow=3&color=255,0,0`);
		expect([46, 47, 49, 50, 149, 150, 152, 153].map((x) => outer.at(x, 100))).toEqual([
			WHITE,
			RED,
			RED,
			BLUE,
			BLUE,
			RED,
			RED,
			WHITE,
		]);
		const inner = await render(`${base}&effect=1&op_grow=3&color=255,0,0`);
		expect([49, 50, 52, 53, 146, 147, 149, 150].map((x) => inner.at(x, 100))).toEqual([
			WHITE,
			RED,
			RED,
			BLUE,
			BLUE,
			RED,
			RED,
			WHITE,
		]);
	});

	test('pixels 20: a shadow of the composite in the room that extend makes', async ({ render }) => {
		const assets = { 'Acme/island': await islandPng(400, 300) };
		const picture = await render(
			'/Acme/island?fmt=png&size=200,200&extend=0,0,10,10&effect=-1&$shadow$&blendMode=norm&opac=100&op_blur=0&pos=8,8&color=ff0000',
			{ assets },
		);
		expect([picture.width, picture.height]).toEqual([210, 160]);
		expect([picture.at(100, 75), picture.at(154, 118), picture.at(45, 75)]).toEqual([BLUE, RED, WHITE]);
	});

	test('pixels 22: without content the shadow stays, with its parent cut out unless effectMask=0', async ({
		render,
	}) => {
		const request =
			'?fmt=png&size=60,60&color=ffffff&layer=1&size=20,20&color=0000ff&extend=8,8,8,8&opac=100,0&effect=-1&color=ff0000&pos=5,5';
		const cut = await render(request);
		expect([cut.at(27, 27), cut.at(42, 42)]).toEqual([WHITE, RED]);
		const whole = await render(`${request}&effectMask=0`);
		expect([whole.at(27, 27), whole.at(42, 42)]).toEqual([RED, RED]);
		const attributes = { ApplyEffectMask: false };
		const byCatalog = await render(request, { attributes });
		expect([byCatalog.at(27, 27), byCatalog.at(42, 42)]).toEqual([RED, RED]);
		const byRequest = await render(`${request}&effectMask=1`, { attributes });
		expect([byRequest.at(27, 27), byRequest.at(42, 42)]).toEqual([WHITE, RED]);
	});

	test('pixels 10: text and effect share the opacity of the layer', async ({ render }) => {
		const picture = await render(
			'?fmt=png-alpha&size=100,100&color=00000000&layer=1&size=60,60&color=0000ff&extend=5,5,5,5&opac=90,70&effect=-1&color=ff0000&op_grow=4&opac=50',
		);
		expect(Math.abs(picture.at(50, 50)[3] - 161)).toBeLessThanOrEqual(1);
		expect(Math.abs(picture.at(17, 50)[3] - 115)).toBeLessThanOrEqual(1);
	});

	test('pixels 11: an effect has no fill opacity', async ({ render }) => {
		const alpha = async (opac: string) => {
			const picture = await render(
				`?fmt=png-alpha&size=100,100&color=00000000&layer=1&size=60,60&color=0000ff&extend=5,5,5,5&effect=-1&color=ff0000&op_grow=4&opac=${opac}`,
			);
			return picture.at(17, 50)[3];
		};
		expect(Math.abs((await alpha('50,20')) - 128)).toBeLessThanOrEqual(1);
		expect(await alpha('50,20')).toBe(await alpha('50'));
	});

	test('geometry 34: an effect counts from the place of its parent', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=400,300&color=ffffff&layer=1&size=100,50&color=0000ff&extend=10,10,10,10&effect=-1&color=ff0000&pos=5,7',
		);
		const seen = (x: number, y: number) => picture.at(x, y);
		// The parent covers 150,125 to 249,174, its effect 155,132 to 254,181.
		expect([seen(150, 125), seen(249, 174)]).toEqual([BLUE, BLUE]);
		expect([seen(250, 132), seen(254, 181), seen(155, 175)]).toEqual([RED, RED, RED]);
		expect([seen(250, 131), seen(255, 150), seen(200, 182), seen(154, 175)]).toEqual([
			WHITE,
			WHITE,
			WHITE,
			WHITE,
		]);
	});

	test('a mirrored composite throws its shadows the other way', async ({ render }) => {
		const layers = 'layer=1&size=20,20&color=0000ff&extend=9,9,9,9&effect=-1&color=ff0000&pos=9,5';
		const picture = await render(`?fmt=png&size=100,100&color=ffffff&flip=lr&${layers}`);
		expect([picture.at(35, 60), picture.at(62, 60), picture.at(50, 50)]).toEqual([RED, WHITE, BLUE]);
		const turned = await render(`?fmt=png&size=100,100&color=ffffff&flip=lrud&${layers}`);
		expect([turned.at(35, 38), turned.at(62, 62), turned.at(35, 58)]).toEqual([RED, WHITE, WHITE]);
	});

	test('a stretched view stretches the way of a shadow', async ({ render }) => {
		const picture = await render(
			'?fmt=png&wid=50&hei=100&fit=stretch&size=100,100&color=ffffff&layer=1&size=20,20&color=0000ff&extend=15,15,15,15&effect=-1&color=ff0000&pos=10,10',
		);
		// the layer covers 20,40 to 29,59, its shadow 25,50 to 34,69
		expect(picture.ink()).toEqual({ left: 20, top: 40, right: 34, bottom: 69 });
		expect([picture.at(33, 52), picture.at(26, 68), picture.at(23, 61)]).toEqual([RED, RED, WHITE]);
	});

	test('a layer off the canvas throws a shadow onto it', async ({ render }) => {
		for (const [x, y] of [
			[180, 0],
			[-1500, 90],
			[0, 4000],
		] as const) {
			const picture = await render(
				`?fmt=png&size=100,100&color=ffffff&layer=1&size=40,40&color=0000ff&extend=4,4,4,4&pos=${x},${y}&effect=-1&color=ff0000&pos=${-x},${-y}`,
			);
			expect(picture.ink(), `${x},${y}`).toEqual({ left: 30, top: 30, right: 69, bottom: 69 });
			expect(picture.at(50, 50)).toEqual(RED);
		}
	});

	test('an effect that is thrown out of sight shows nothing; its complement covers the layer', async ({
		render,
	}) => {
		const layer = '?fmt=png&size=100,100&color=ffffff&layer=1&size=40,40&color=0000ff&extend=4,4,4,4';
		const outer = await render(`${layer}&effect=-1&color=ff0000&pos=2000000000,5`);
		expect([outer.at(50, 50), outer.at(80, 55)]).toEqual([BLUE, WHITE]);
		const inner = await render(`${layer}&effect=1&color=ff0000&pos=2000000000,5`);
		expect([inner.at(50, 50), inner.at(80, 55)]).toEqual([RED, WHITE]);
	});

	test('the shape that effects have of a colour is its rectangle, however transparent the colour', async ({
		render,
	}) => {
		const picture = await render(
			'?fmt=png-alpha&size=100,100&color=00000000&layer=1&size=40,40&color=0000ff80&extend=9,9,9,9&effect=-1&color=ff0000&pos=5,5',
		);
		expect([picture.at(50, 50), picture.at(72, 72)]).toEqual([[0, 0, 255, 128], RED]);
	});

	test('a blurred shadow fades', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=100,100&color=ffffff&layer=1&size=40,40&color=0000ff&extend=20,20,20,20&effect=-1&color=000000&op_blur=10',
		);
		const grays = [29, 25, 21].map((x) => picture.at(x, 50)[0]);
		expect(grays[0]).toBeLessThan(grays[1] ?? 0);
		expect(grays[1]).toBeLessThan(grays[2] ?? 0);
		expect(picture.at(50, 50)).toEqual(BLUE);
	});
});

test.describe('operations', () => {
	test('act on one layer, or on the composite', async ({ render }) => {
		const layers = '?fmt=png&size=40,40&color=102030&layer=1&size=20,20&color=ff0000';
		expect((await render(`${layers}&op_invert=1`)).at(20, 20)).toEqual([0, 255, 255, 255]);
		expect((await render(`${layers}&op_invert=1`)).at(1, 1)).toEqual([16, 32, 48, 255]);
		const composite = await render(layers.replace('?', '?op_invert=1&'));
		expect([composite.at(20, 20), composite.at(1, 1)]).toEqual([
			[0, 255, 255, 255],
			[239, 223, 207, 255],
		]);
	});

	test('pixels 26: op_blur counts in pixels of the composite', async ({ render }) => {
		const assets = { 'Acme/mark': await markedPng(400, 400, 200) };
		const small = await render('/Acme/mark?op_blur=20&wid=200&fmt=png', { assets });
		const large = await render('/Acme/mark?op_blur=20&fmt=png', { assets });
		for (const x of [90, 96, 104, 110]) {
			expect(Math.abs(small.at(x, 50)[1] - large.at(2 * x, 100)[1])).toBeLessThan(12);
		}
	});

	test('sharpening is for the view', async ({ render }) => {
		const assets = { 'Acme/mark': await markedPng(400, 400, 200) };
		const picture = await render('/Acme/mark?op_brightness=-20&op_usmR=2,4,0,0&wid=100&fmt=png', { assets });
		expect(picture.at(75, 75)[0]).toBeLessThan(210);
		expect(picture.at(51, 20)[1]).toBeGreaterThan(picture.at(75, 75)[1]);
	});

	test('pixels 46: dissolve shows pixels whole or not at all', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=60,60&color=ffffff&layer=1&size=60,60&color=ff0000&blendMode=dissolve&opac=80',
		);
		const pixels = Array.from({ length: 3600 }, (_, at) => picture.at(at % 60, Math.floor(at / 60)).join());
		expect(new Set(pixels)).toEqual(new Set([RED.join(), WHITE.join()]));
		const red = pixels.filter((pixel) => pixel === RED.join()).length;
		expect(Math.abs(red / 3600 - 0.8)).toBeLessThan(0.05);
	});
});

test.describe('masks', () => {
	const ON_WHITE = '?fmt=png&size=100,100&color=ffffff&layer=1&';

	test('pixels 23: the alpha of a mask, its brightness, maskUse', async ({ render }) => {
		const assets = {
			'Acme/blue': await bluePng(40, 40),
			'Acme/island': await islandPng(80, 80),
			'Acme/mark': await markedPng(40, 40, 20),
		};
		const at = async (query: string, x: number, y: number) =>
			(await render(ON_WHITE + query, { assets })).at(x, y);
		expect(await at('src=Acme/blue&mask=Acme/island', 50, 50)).toEqual(BLUE);
		expect(await at('src=Acme/blue&mask=Acme/island', 33, 33)).toEqual(WHITE);
		expect(await at('src=Acme/blue&mask=Acme/island&maskUse=invert', 50, 50)).toEqual(WHITE);
		expect(await at('src=Acme/blue&mask=Acme/island&maskUse=invert', 33, 33)).toEqual(BLUE);
		expect(await at('src=Acme/blue&mask=Acme/island&maskUse=off', 33, 33)).toEqual(BLUE);
		expect(await at('src=Acme/blue&maskUse=invert', 50, 50)).toEqual(WHITE);
		// brightness of red is 76
		expect((await at('src=Acme/blue&mask=Acme/mark', 35, 35))[0]).toBeGreaterThan(170);
	});

	test('pixels 24: mask= comes before MaskPath, and that before the alpha of the picture', async ({
		render,
	}) => {
		const stripe = (x: number) => shapePng(40, 40, `<rect x="${x}" width="10" height="40" fill="white"/>`);
		const assets = {
			'Acme/island': await islandPng(40, 40),
			'Acme/whole': await bluePng(40, 40),
			'Acme/left.png': await stripe(0),
			'Acme/right': await stripe(30),
		};
		const records = {
			island: { Path: 'island.png' },
			whole: { Path: 'whole.png', MaskPath: 'left.png' },
		};
		const at = async (query: string, x: number) =>
			(await render(`${ON_WHITE}${query}`, { assets, catalogs: { Acme: { records } } })).at(x, 50);
		expect([await at('src=Acme/island', 50), await at('src=Acme/island', 35)]).toEqual([BLUE, WHITE]);
		expect([await at('src=Acme/whole', 33), await at('src=Acme/whole', 50)]).toEqual([BLUE, WHITE]);
		const both = 'src=Acme/whole&mask=Acme/right';
		expect([await at(both, 33), await at(both, 66)]).toEqual([WHITE, BLUE]);
	});

	test('pixels 24: a separate mask takes the place of the alpha of the picture', async ({ render }) => {
		const veil = await shapePng(40, 40, '<rect width="40" height="40" fill="#00f" fill-opacity="0.5"/>');
		const left = await shapePng(40, 40, '<rect width="10" height="40" fill="#fff"/>');
		const assets = {
			'Acme/veil': veil,
			'Acme/masked': veil,
			'Acme/left': left,
			'Acme/left.png': left,
			'Acme/island': await islandPng(40, 40),
			'Acme/blue': await bluePng(40, 40),
		};
		const catalogs = { Acme: { records: { masked: { Path: 'veil.png', MaskPath: 'left.png' } } } };
		const draw = (query: string) => render(`${ON_WHITE}${query}`, { assets, catalogs });
		const seen = async (query: string) => {
			const picture = await draw(query);
			return [picture.at(33, 50), picture.at(50, 50)];
		};
		expect(await seen('src=Acme/veil&mask=Acme/left')).toEqual([BLUE, WHITE]);
		expect(await seen('src=Acme/masked')).toEqual([BLUE, WHITE]);
		expect(await seen('src=Acme/veil&mask=Acme/left&maskUse=invert')).toEqual([WHITE, BLUE]);
		expect(await seen('src=Acme/veil&mask=Acme/left&maskUse=off')).toEqual([BLUE, BLUE]);
		expect(await seen('src=is(?size=40,40&color=0000ff80)&mask=Acme/left')).toEqual([BLUE, WHITE]);
		// what was wholly transparent has no colour in a browser, and that is said
		const lost = await draw('src=Acme/island&mask=Acme/left');
		expect([lost.at(33, 50), lost.at(50, 50)]).toEqual([WHITE, WHITE]);
		expect(lost.notes).toEqual(['mask=: nothing shows where the picture itself is wholly transparent.']);
		expect((await draw('src=Acme/blue&mask=Acme/left')).notes).toEqual([]);
	});

	test('pixels 25: op_growMask and op_usm count in pixels of the source, the R ones in shown pixels', async ({
		render,
	}) => {
		const assets = {
			'Acme/island': await islandPng(160, 160),
			'Acme/grays': await shapePng(160, 160, GRAYS),
		};
		// A quarter of an island of 80 pixels: 40 to 59.
		const left = async (grow: string) =>
			(
				await render(`${ON_WHITE}color=ff0000&mask=Acme/island&scale=0.25&extend=9,9,9,9&${grow}`, { assets })
			).ink()?.left;
		expect(await left('op_growMask=0')).toBe(40);
		expect(await left('op_growMask=8')).toBe(38);
		expect(await left('op_growMaskR=8')).toBe(32);
		const sharpened = async (command: string) =>
			(await render(`${ON_WHITE}src=Acme/grays&scale=0.25&${command}`, { assets })).bytes;
		const scaled = await sharpened('op_usm=1.75,4,6,0');
		expect(scaled.equals(await sharpened('op_usmR=1.75,1,6,0'))).toBe(true);
		expect(scaled.equals(await sharpened('op_usmR=1.75,4,6,0'))).toBe(false);
	});

	test('a mask gives a colour its shape, and op_growMask makes it larger', async ({ render }) => {
		const assets = { 'Acme/island': await islandPng(80, 80) };
		const plain = await render(`${ON_WHITE}color=ff0000&mask=Acme/island&scale=0.5`, { assets });
		expect([plain.at(50, 50), plain.at(41, 41), plain.at(38, 50)]).toEqual([RED, RED, WHITE]);
		const grown = await render(`${ON_WHITE}color=ff0000&mask=Acme/island&scale=0.5&op_growMask=6`, {
			assets,
		});
		expect([grown.at(38, 50), grown.at(35, 50)]).toEqual([RED, WHITE]);
	});
});

test.describe('clip paths', () => {
	test('pixels 29: a path that gives a colour its size counts from the origin of layer 0', async ({
		render,
	}) => {
		const layer = '&layer=1&color=255,0,0&clipPath=M20,30L70,30L70,90L20,90Z';
		const centred = await render(`?fmt=png&size=500,400&color=ffffff${layer}`);
		expect(centred.ink()).toEqual({ left: 270, top: 230, right: 319, bottom: 289 });
		const cornered = await render(`?fmt=png&size=500,400&color=ffffff&origin=0,0${layer}`);
		expect(cornered.ink()).toEqual({ left: 20, top: 30, right: 69, bottom: 89 });
	});

	test('pixels 30: with size= the path counts from the corner of the layer', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=500,400&color=ffffff&layer=1&size=40,40&color=255,0,0&clipPath=M20,30L70,30L70,90L20,90Z',
		);
		expect(picture.ink()).toEqual({ left: 250, top: 210, right: 269, bottom: 219 });
	});

	test('pixels 31: clipXPath cuts a hole, of bgColor too; alone it does nothing', async ({ render }) => {
		const hole = 'clipXPath=M10,10L30,10L30,30L10,30Z';
		const clip = 'clipPath=M0,0L40,0L40,40L0,40Z';
		const layer =
			'?fmt=png-alpha&size=40,40&color=00000000&layer=1&size=40,40&color=ff000080&bgColor=0000ff&';
		expect((await render(`${layer}${clip}&${hole}`)).at(20, 20)).toEqual(CLEAR);
		expect((await render(`${layer}${clip}&${hole}`)).at(5, 5)[3]).toBe(255);
		expect((await render(`${layer}${hole}`)).at(20, 20)[3]).toBe(255);
	});

	test('of the composite', async ({ render }) => {
		const picture = await render('?fmt=png&size=40,40&color=ff0000&wid=20&clipPath=M0,0L20,0L20,40L0,40Z');
		expect([picture.at(9, 10), picture.at(10, 10)]).toEqual([RED, WHITE]);
	});
});

import { describe, expect, test } from 'vitest';
import { drawRequest, type PixelTest } from '../../testing/draw-request.js';
import { pngOf, pngOfColor, type Rgba } from '../../testing/pixels.js';

/*
 * The vectors of pixels as whole requests, from their text to the pixels of the picture.
 */

const RED: Rgba = [255, 0, 0, 255];
const BLUE: Rgba = [0, 0, 255, 255];
const WHITE: Rgba = [255, 255, 255, 255];
const BLACK: Rgba = [0, 0, 0, 255];
const CLEAR: Rgba = [0, 0, 0, 0];

const isRed: PixelTest = (red, _, blue) => red - blue > 127;
const isVisible: PixelTest = (_red, _green, _blue, alpha) => alpha > 0;

describe('opacity', () => {
	/** The highest alpha: that of a pixel which a glyph covers whole. */
	async function strongest(request: string): Promise<number> {
		const picture = await drawRequest(`/c?size=60,60&color=00000000&fmt=png-alpha&${request}`);
		let most = 0;
		picture.box((_red, _green, _blue, alpha) => {
			most = Math.max(most, alpha);
			return false;
		});
		return most;
	}

	test('pixels 10: text of 63 %, its effect of 45 %', async () => {
		const text = 'layer=1&text=\\fs120 I&opac=90,70';
		expect(await strongest(text)).toBe(161);
		expect(await strongest('layer=1&text=\\fs120 I&opac=90,0&effect=-1&opac=50&pos=9,0')).toBe(115);
	});

	test('pixels 11: an effect has no fill', async () => {
		const layer = (opac: string) =>
			`layer=1&size=9,9&color=ff0000&extend=1,1,1,1&opac=100,0&effect=-1&pos=20,0&opac=${opac}`;
		expect(await strongest(layer('50,20'))).toBe(128);
		expect(await strongest(layer('50'))).toBe(128);
	});

	test('pixels 14: opac= does not weaken bgColor=', async () => {
		const sources = { black: await pngOfColor(9, 9, BLACK) };
		const request = '/c/black?layer=0&opac=50&bgColor=255,0,0&fmt=png-alpha';
		const [red, ...others] = (await drawRequest(request, { sources })).at(4, 4);
		expect(others).toEqual([0, 0, 255]);
		// the engine's blending rounds down, twice
		expect([126, 127, 128]).toContain(red);
	});
});

describe('backgrounds', () => {
	test.each(['214,245,130', '214,245,130,0'])('pixels 12: a JPEG on bgc=%s', async (bgc) => {
		const sources = { img: await pngOfColor(16, 16, [255, 0, 0, 128]) };
		const [jpeg, png] = await Promise.all(
			['fmt=jpeg&qlt=100', 'fmt=png'].map((format) =>
				drawRequest(`/c/img?bgc=${bgc}&${format}`, { sources }),
			),
		);
		expect(png?.at(8, 8)).toEqual([235, 122, 65, 255]);
		expect(jpeg?.type).toBe('image/jpeg');
		// the encoder rounds as well
		for (const [channel, value] of [235, 122, 65].entries()) {
			expect(Math.abs((jpeg?.at(8, 8)[channel] ?? 0) - value)).toBeLessThanOrEqual(2);
		}
	});

	test('pixels 13: no bgc= for png-alpha', async () => {
		const sources = { img: await pngOfColor(100, 200, BLUE) };
		const picture = await drawRequest('/c/img?fmt=png-alpha&bgc=ff0000&wid=200&hei=200', { sources });
		expect([picture.width, picture.height]).toEqual([200, 200]);
		expect(picture.box(isVisible)).toEqual([50, 0, 100, 200]);
	});

	test('pixels 15: a frame of bgColor=', async () => {
		const sources = { img: await pngOfColor(100, 80, BLUE) };
		const picture = await drawRequest('/c/img?extend=5,5,5,5&bgColor=255,0,0&fmt=png-alpha', { sources });
		expect([picture.width, picture.height]).toEqual([110, 90]);
		const isOf =
			(color: Rgba) =>
			(...pixel: Rgba) =>
				pixel.join() === color.join();
		expect(picture.box(isOf(BLUE))).toEqual([5, 5, 100, 80]);
		expect(picture.box(isOf(RED))).toEqual([0, 0, 110, 90]);
		expect(picture.box((...pixel) => !isOf(BLUE)(...pixel) && !isOf(RED)(...pixel))).toBeUndefined();
	});

	test('pixels 44: bars of BkgColor, in a JPEG', async () => {
		const sources = { img: await pngOfColor(100, 50, BLUE) };
		const picture = await drawRequest('/c/img?wid=100&hei=100', {
			sources,
			attributes: { BkgColor: '0x80ff00' },
		});
		expect([picture.type, picture.width, picture.height]).toEqual(['image/jpeg', 100, 100]);
		const isBar: PixelTest = (red, green, blue) => Math.abs(red - 128) < 9 && green > 246 && blue < 9;
		// a JPEG blurs where colours meet
		expect([4, 15, 84, 96].every((y) => isBar(...picture.at(50, y)))).toBe(true);
		expect(picture.box((_red, green, blue) => blue > green)).toEqual([0, 25, 100, 50]);
	});
});

describe('blending', () => {
	test.each([
		['mult', 100],
		['screen', 228],
		['darken', 128],
		['lighten', 200],
		['mult&opac=50', 150],
		['norm', 128],
	])('pixels 16: blendMode=%s', async (mode, gray) => {
		const picture = await drawRequest(
			`/c?size=9,9&color=200,200,200&layer=1&size=9,9&color=128,128,128&blendMode=${mode}&fmt=png`,
		);
		expect(picture.at(4, 4)).toEqual([gray, gray, gray, 255]);
	});

	test('pixels 17: layer 0 and the composite have no blendMode=', async () => {
		const draw = async (modes: readonly [string, string]) => {
			const request = `/c?layer=0&size=9,9&color=200,100,50&${modes[0]}layer=comp&${modes[1]}bgc=808080&opac=50&fmt=png`;
			return (await drawRequest(request)).at(4, 4);
		};
		expect(await draw(['blendMode=mult&', 'blendMode=screen&'])).toEqual(await draw(['', '']));
	});

	test.each([
		[80, 0.8],
		[0, 0],
		[100, 1],
	])('pixels 46: dissolve with opac=%d', async (opac, share) => {
		const picture = await drawRequest(
			`/c?size=200,200&color=ffffff&layer=1&size=200,200&color=ff0000&blendMode=dissolve&opac=${opac}&fmt=png`,
		);
		let [reds, whites] = [0, 0];
		picture.box((_red, green, blue) => {
			if (green === 0 && blue === 0) reds++;
			if (green === 255 && blue === 255) whites++;
			return false;
		});
		expect(reds + whites).toBe(200 * 200);
		// 40,000 throws: three standard deviations are 0.006
		expect(Math.abs(reds / 40_000 - share)).toBeLessThanOrEqual(share * (1 - share) > 0 ? 0.006 : 0);
	});
});

describe('effects', () => {
	const SQUARE = '/c?size=200,200&color=00000000&fmt=png-alpha&layer=1&size=100,100&color=0000ff';
	const isHalfRed: PixelTest = (red, _, blue, alpha) => red > 250 && blue < 5 && Math.abs(alpha - 128) <= 1;

	test('pixels 18: outer effects behind their layer, inner ones upon it, ascending', async () => {
		// all of one shape, moved a little further each: a later one covers all but 4 columns of the earlier
		const effect = (number: number, color: string, x: number) =>
			`&effect=${number}&color=${color}&pos=${x},0`;
		const outer = await drawRequest(
			`/c?size=60,60&color=ffffff&fmt=png&layer=1&size=20,20&color=0000ff&extend=1,1,1,1${effect(-1, '00ff00', 4)}${effect(-5, 'ff0000', 8)}`,
		);
		expect([39, 40, 43, 44, 47, 48].map((x) => outer.at(x, 30))).toEqual([
			BLUE,
			[0, 255, 0, 255],
			[0, 255, 0, 255],
			RED,
			RED,
			WHITE,
		]);
		// inner ones show where their shape leaves the parent free: 8 columns of one, 4 of the other above it
		const inner = await drawRequest(
			`/c?size=60,60&color=ffffff&fmt=png&layer=1&size=20,20&color=0000ff${effect(7, '00ff00', 4)}${effect(2, 'ff0000', 8)}`,
		);
		expect([19, 20, 23, 24, 27, 28].map((x) => inner.at(x, 30))).toEqual([
			WHITE,
			[0, 255, 0, 255],
			[0, 255, 0, 255],
			RED,
			RED,
			BLUE,
		]);
		await expect(drawRequest(`${SQUARE}&effect=0&color=ff0000`)).rejects.toMatchObject({
			code: 'invalid-request',
		});
	});

	test('pixels 19: an outer border of three pixels', async () => {
		const picture = await drawRequest(`${SQUARE}&extend=9,9,9,9&effect=-1&op_grow=3&color=255,0,0,128`);
		expect(picture.box(isHalfRed)).toEqual([47, 47, 106, 106]);
		for (const at of [47, 48, 49, 150, 151, 152]) {
			for (const along of [50, 100, 149]) {
				expect(isHalfRed(...picture.at(at, along)), `${at},${along}`).toBe(true);
				expect(isHalfRed(...picture.at(along, at)), `${along},${at}`).toBe(true);
			}
		}
		expect(picture.box((red, _, blue) => blue === 255 && red === 0)).toEqual([50, 50, 100, 100]);
		for (let at = 50; at < 150; at++) expect(picture.at(at, at)).toEqual(BLUE);
	});

	test('pixels 19: an inner border of three pixels', async () => {
		const picture = await drawRequest(`${SQUARE}&effect=1&op_grow=3&color=255,0,0,128`);
		expect(picture.box(isVisible)).toEqual([50, 50, 100, 100]);
		const mixed: Rgba = [128, 0, 127, 255];
		for (const at of [50, 51, 52, 147, 148, 149]) {
			expect([picture.at(at, 100), picture.at(100, at)]).toEqual([mixed, mixed]);
		}
		const isPlain: PixelTest = (red, _, blue) => red === 0 && blue === 255;
		expect(picture.box(isPlain)).toEqual([53, 53, 94, 94]);
	});

	const shadow = { default: { macros: { shadow: 'color=255,0,0&opac=100&pos=8,8' } } };
	const island = pngOf(400, 300, (x, y) =>
		x >= 100 && x < 300 && y >= 75 && y < 225 ? [0, 255, 0, 255] : CLEAR,
	);

	test.each<[string, Rgba]>([
		['$shadow$&color=50,143,254', [50, 143, 254, 255]],
		['color=50,143,254&$shadow$', RED],
	])('pixels 20: a shadow of the composite by %s', async (commands, color) => {
		const picture = await drawRequest(
			`/c/island?size=200,200&extend=0,0,10,10&effect=-1&${commands}&fmt=png-alpha`,
			{ sources: { island: await island }, catalogs: shadow },
		);
		expect([picture.width, picture.height]).toEqual([210, 160]);
		expect(picture.at(100, 75)).toEqual([0, 255, 0, 255]);
		// the island is 100 x 75 at 50,37.5; the shadow reaches 8 pixels further
		expect([picture.at(154, 100), picture.at(157, 119), picture.at(159, 100)]).toEqual([color, color, CLEAR]);
	});

	test('pixels 21: pos= of an effect is added to that of its layer', async () => {
		const picture = await drawRequest(
			'/c?size=200,200&color=ffffff&layer=1&size=20,20&color=0000ff&extend=1,1,1,1&pos=50,40&effect=-1&color=ff0000&pos=5,5&effectMask=0&fmt=png',
		);
		expect(picture.box((red, _, blue) => red === 0 && blue === 255)).toEqual([140, 130, 20, 20]);
		// its origin, the middle of it, is at 100,100 and 55,45
		expect(picture.at(164, 154)).toEqual(RED);
		expect(picture.box(isRed)).toEqual([145, 135, 20, 20]);
	});

	test('pixels 22: an effect of a layer without content', async () => {
		const layer =
			'/c?size=60,60&color=ffffff&fmt=png&layer=1&size=20,20&color=0000ff&extend=1,1,1,1&opac=100,0&effect=-1&color=0,0,0&pos=5,5';
		const cut = await drawRequest(layer);
		expect([cut.at(24, 24), cut.at(25, 25), cut.at(39, 39)]).toEqual([WHITE, WHITE, WHITE]);
		expect([cut.at(40, 40), cut.at(44, 44), cut.at(45, 45)]).toEqual([BLACK, BLACK, WHITE]);
		const whole = await drawRequest(`${layer}&effectMask=0`);
		expect(whole.box((red) => red === 0)).toEqual([25, 25, 20, 20]);
		expect([whole.at(25, 25), whole.at(44, 44)]).toEqual([BLACK, BLACK]);
	});

	test('pixels 40: an effect heeds op_blur= and few others', async () => {
		const effect = (commands: string) =>
			drawRequest(
				`/c?size=60,60&color=ffffff&fmt=png&layer=1&size=20,20&color=0000ff&extend=9,9,9,9&effect=-1&color=808080&pos=4,4${commands}`,
			);
		const [plain, blurred] = [await effect(''), await effect('&op_blur=3')];
		expect(Buffer.compare(blurred.bytes, plain.bytes)).not.toBe(0);
		const more = await effect('&op_blur=3&op_brightness=50&op_sharpen=1&size=9,9');
		expect(Buffer.compare(more.bytes, blurred.bytes)).toBe(0);
	});
});

describe('masks', () => {
	const gray = (m: number) => pngOfColor(20, 20, [m, m, m, 255]);
	const green = pngOfColor(20, 20, [0, 200, 0, 255]);

	test.each([
		['', 64],
		['&maskUse=invert', 191],
		['&maskUse=off', 255],
	])('pixels 23: a mask of 64%s', async (maskUse, alpha) => {
		const sources = { img: await green, m: await gray(64) };
		for (const [request, catalogs] of [
			[`/c/img?mask=c/m${maskUse}`, {}],
			[`/c/masked?${maskUse}`, { c: { records: { masked: { Path: 'img', MaskPath: 'm' } } } }],
		] as const) {
			const picture = await drawRequest(`${request}&fmt=png-alpha`, { sources, catalogs });
			expect(picture.at(9, 9)).toEqual([0, expect.closeTo(200, -1), 0, alpha]);
		}
	});

	test('pixels 23: invert without a mask hides the layer', async () => {
		const sources = { img: await green };
		const picture = await drawRequest('/c/img?maskUse=invert&fmt=png-alpha', { sources });
		expect([picture.width, picture.height]).toEqual([20, 20]);
		expect(picture.box(isVisible)).toBeUndefined();
	});

	test('pixels 24: mask= before MaskPath, MaskPath before alpha', async () => {
		const sources = {
			soft: await pngOfColor(20, 20, [0, 200, 0, 40]),
			m: await gray(100),
			other: await gray(180),
		};
		const catalogs = { c: { records: { soft: { Path: 'soft' }, masked: { Path: 'soft', MaskPath: 'm' } } } };
		const alpha = async (request: string) =>
			(await drawRequest(`${request}&fmt=png-alpha`, { sources, catalogs })).at(9, 9)[3];
		expect(await alpha('/c/soft?')).toBe(40);
		expect(await alpha('/c/masked?')).toBe(100);
		expect(await alpha('/c/masked?mask=c/other')).toBe(180);
	});

	test('where a picture is nearly transparent, its mask shows no colours that it does not have', async () => {
		const sources = { m: await gray(255), edge: await pngOf(20, 20, (x) => [220, 140, 40, 8 * x]) };
		const picture = await drawRequest('/c/edge?mask=c/m&fmt=png-alpha', { sources });
		expect([0, 1, 2, 19].map((x) => picture.at(x, 9)[3])).toEqual([0, 128, 255, 255]);
		const [red, green, blue] = picture.at(2, 9);
		expect([Math.abs(red - 220) < 9, Math.abs(green - 140) < 9, Math.abs(blue - 40) < 9]).toEqual(
			Array(3).fill(true),
		);
		expect(picture.notes).toEqual(['mask=: nothing shows where the picture itself is wholly transparent.']);
	});

	/** 80 x 80 in the middle of 160 x 160: a quarter of it are 20 x 20 in 40 x 40. */
	const block = pngOf(160, 160, (x, y) => (x >= 40 && x < 120 && y >= 40 && y < 120 ? BLUE : CLEAR));

	test.each([
		['op_growMask=0', 0],
		['op_growMask=10', 2.5],
		['op_growMaskR=10', 10],
	])('pixels 25: %s at a quarter', async (grow, radius) => {
		const request = `/c?size=100,100&color=00000000&layer=1&color=ff0000&mask=c/block&scale=0.25&${grow}&fmt=png-alpha`;
		const picture = await drawRequest(request, { sources: { block: await block } });
		// along the middle row: how much the mask covers, in whole pixels
		let covered = 0;
		for (let x = 0; x < 100; x++) covered += picture.at(x, 50)[3] / 255;
		expect(covered).toBeCloseTo(20 + 2 * radius, 1);
	});

	test('pixels 25: the radius of op_usm= at a quarter', async () => {
		const sources = {
			img: await pngOf(160, 160, (x) => (x < 80 ? [100, 100, 100, 255] : [160, 160, 160, 255])),
		};
		const draw = async (usm: string) =>
			(
				await drawRequest(`/c?size=60,60&color=ffffff&layer=1&src=c/img&scale=0.25&${usm}&fmt=png`, {
					sources,
				})
			).bytes;
		const scaled = await draw('op_usm=1.75,4,6,0');
		expect(Buffer.compare(scaled, await draw('op_usmR=1.75,1,6,0'))).toBe(0);
		expect(Buffer.compare(scaled, await draw('op_usmR=1.75,4,6,0'))).not.toBe(0);
		const whole = await drawRequest(
			'/c?size=200,200&color=ffffff&layer=1&src=c/img&op_usmR=1.75,4,6,0&fmt=png',
			{ sources },
		);
		const full = await drawRequest(
			'/c?size=200,200&color=ffffff&layer=1&src=c/img&op_usm=1.75,4,6,0&fmt=png',
			{ sources },
		);
		expect(Buffer.compare(whole.bytes, full.bytes)).toBe(0);
	});

	test('pixels 26: op_blur=20 of 1000 pixels is 10 of 500', async () => {
		const shape = (side: number) =>
			pngOf(side, side / 2, (x, y) => (x > y * 1.5 ? [200, 60, 0, 255] : [0, 60, 200, 255]));
		const sources = { large: await shape(1000), small: await shape(500) };
		const [large, small] = [
			await drawRequest('/c/large?op_blur=20&wid=500&fmt=png', { sources }),
			await drawRequest('/c/small?op_blur=10&fmt=png', { sources }),
		];
		expect([large.width, large.height]).toEqual([500, 250]);
		for (let x = 50; x < 450; x += 3) {
			for (const y of [60, 125, 190]) {
				for (const channel of [0, 1, 2] as const) {
					expect(Math.abs(large.at(x, y)[channel] - small.at(x, y)[channel])).toBeLessThanOrEqual(3);
				}
			}
		}
	});
});

describe('a picture with its own alpha', () => {
	/** Hard edges: a file holds no colour under what is transparent if it was multiplied before. */
	const sources = Promise.resolve(pngOf(20, 20, (x) => (x < 10 ? [0, 200, 0, 255] : CLEAR))).then((img) => ({
		img,
	}));
	test.each<[string, Rgba, Rgba]>([
		['norm', [0, 200, 0, 255], CLEAR],
		['off', [0, 200, 0, 255], BLACK],
		['invert', CLEAR, BLACK],
	])('pixels 45: maskUse=%s', async (maskUse, foreground, background) => {
		const picture = await drawRequest(`/c/img?maskUse=${maskUse}&fmt=png-alpha`, { sources: await sources });
		expect([picture.at(4, 10), picture.at(15, 10)]).toEqual([foreground, background]);
	});
});

describe('clip paths', () => {
	const shape = (path: string) =>
		drawRequest(`/c?size=200,200&color=00000000&layer=1&size=200,200&color=ff0000&${path}&fmt=png-alpha`);

	test('pixels 27: two triangles', async () => {
		const picture = await shape('clipPath=M10,10l50,0l0,50zm5,5l10,0,0,10z');
		expect(picture.box(isVisible)).toEqual([10, 10, 50, 50]);
		expect([picture.at(58, 40), picture.at(58, 57), picture.at(20, 40)]).toEqual([RED, RED, CLEAR]);
		const second = await shape('clipPath=M10,10l1,0l0,1zm5,5l10,0,0,10z');
		expect([second.at(23, 16), second.at(24, 23), second.at(16, 20)]).toEqual([RED, RED, CLEAR]);
		// the tip of the first, and the second up to 25,25
		expect(second.box(isVisible)).toEqual([10, 10, 15, 15]);
	});

	test('pixels 28: an open subpath is closed, the next one begins at its end', async () => {
		const picture = await shape('clipPath=M0,0L100,0L100,100m10,0l5,0l0,5');
		expect([picture.at(98, 2), picture.at(60, 50), picture.at(50, 60), picture.at(2, 98)]).toEqual([
			RED,
			RED,
			CLEAR,
			CLEAR,
		]);
		expect(picture.at(114, 102)).toEqual(RED);
		expect(picture.box(isVisible)).toEqual([0, 0, 115, 105]);
		const first = await shape('clipPath=m10,10l5,0l0,5z');
		expect(first.box(isVisible)).toEqual([10, 10, 5, 5]);
	});

	const PATH = 'clipPath=M20,30L70,30L70,90L20,90Z';
	test.each([
		['29: about the middle', '', '', [270, 230, 50, 60]],
		['29: from the corner', '&origin=0,0', '', [20, 30, 50, 60]],
		['30: in a layer with a size', '', '&size=40,40', [250, 210, 20, 10]],
	])('pixels %s', async (_, layer0, layer1, box) => {
		const picture = await drawRequest(
			`/c?size=500,400&color=ffffff${layer0}&layer=1&color=255,0,0${layer1}&${PATH}&fmt=png`,
		);
		expect(picture.box(isRed)).toEqual(box);
	});

	test('pixels 31: clipXPath= alone', async () => {
		const picture = await shape('clipXPath=M0,0L9,0L9,9Z');
		expect(picture.box((...pixel) => pixel.join() !== RED.join())).toBeUndefined();
		const both = await shape('clipPath=M0,0L200,0L200,200L0,200Z&clipXPath=M0,0L9,0L9,9Z');
		expect([both.at(7, 2), both.at(2, 7)]).toEqual([CLEAR, RED]);
	});
});

describe('formats', () => {
	/** Of many colours, so that quality shows in the size. */
	const photo = pngOf(120, 90, (x, y) => [(x * 83 + y) % 256, (y * 59) % 256, (x * y) % 256, 255]);
	const draw = async (query: string) => drawRequest(`/c/img${query}`, { sources: { img: await photo } });
	const same = async (one: string, other: string) =>
		Buffer.compare((await draw(one)).bytes, (await draw(other)).bytes) === 0;

	test('pixels 32: JPEG, of grays for a mask or on request', async () => {
		const isGray = ({ box }: Awaited<ReturnType<typeof draw>>) =>
			box((red, green, blue) => red !== green || green !== blue) === undefined;
		const [plain, mask, gray] = [
			await draw(''),
			await draw('?req=mask'),
			await draw('?fmt=jpeg,gray&qlt=60'),
		];
		expect([plain.type, mask.type, gray.type]).toEqual(Array(3).fill('image/jpeg'));
		expect([isGray(plain), isGray(mask), isGray(gray)]).toEqual([false, true, true]);
		expect(await same('?fmt=jpeg,gray&qlt=60', '?fmt=jpeg,gray&qlt=60,0')).toBe(true);
		expect(await same('?fmt=jpeg,gray&qlt=60', '?fmt=jpeg,gray&qlt=61')).toBe(false);
	});

	test.each(['?fmt=tif,,jpeg&qlt=95', '?fmt=tif,cmyk&qlt=95', '?fmt=tif-alpha,,jpeg'])(
		'pixels 33: %s comes as PNG, and that is told',
		async (query) => {
			const picture = await draw(query);
			expect(picture.type).toBe('image/png');
			expect(picture.notes).toContain('image/tiff cannot be encoded here: image/png instead.');
		},
	);

	test('pixels 34: quality counts for lossy WebP only, its second number never', async () => {
		expect((await draw('?fmt=webp&qlt=80,1')).type).toBe('image/webp');
		expect(await same('?fmt=webp&qlt=80,1', '?fmt=webp&qlt=80')).toBe(true);
		expect(await same('?fmt=webp&qlt=80', '?fmt=webp&qlt=20')).toBe(false);
		const lossless = await draw('?fmt=webp-alpha,,lossless&qlt=20');
		expect(lossless.type).toBe('image/webp');
		expect(await same('?fmt=webp-alpha,,lossless&qlt=20', '?fmt=webp-alpha,,lossless&qlt=90')).toBe(true);
		const png = await draw('?fmt=png-alpha');
		for (let x = 0; x < 120; x++) expect(lossless.at(x, x % 90)).toEqual(png.at(x, x % 90));
	});

	test('pixels 35: two colours and a key colour in a GIF; PNG has no palette', async () => {
		const half = await pngOf(200, 200, (x, y) => (y < 100 ? CLEAR : [x, x, x, 255]));
		const gif = await drawRequest('/c/half?fmt=gif-alpha&wid=100&quantize=adaptive,off,2,000000,ffffff', {
			sources: { half },
		});
		expect([gif.type, gif.width, gif.height]).toEqual(['image/gif', 100, 100]);
		expect(gif.box(isVisible)).toEqual([0, 50, 100, 50]);
		const isListed: PixelTest = (red, green, blue, alpha) =>
			alpha === 0 || (red === green && green === blue && (red === 0 || red === 255));
		expect(gif.box((...pixel) => !isListed(...pixel))).toBeUndefined();
		// no dithering: one column changes from black to white
		expect(gif.box((red, _green, _blue, alpha) => alpha > 0 && red === 0)?.[2]).toBeCloseTo(64, -1);
		expect(await same('?fmt=png&quantize=web', '?fmt=png')).toBe(true);
		const web = await draw('?fmt=png8&quantize=web,off');
		const isWeb: PixelTest = (...pixel) => pixel.slice(0, 3).every((value) => value % 51 === 0);
		expect(web.box((...pixel) => !isWeb(...pixel))).toBeUndefined();
		expect(await same('?fmt=png8&quantize=web,off', '?fmt=png8&quantize=web')).toBe(false);
	});

	test('pixels 36: the highest quality whose JPEG fits', async () => {
		const free = await draw('?qlt=60&wid=300');
		const kilobytes = Math.floor(free.bytes.length / 2048);
		const fitting: Uint8Array[] = [];
		for (let quality = 1; quality <= 60; quality++) {
			const { bytes } = await draw(`?qlt=${quality}&wid=300`);
			if (bytes.length <= kilobytes * 1024) fitting.push(bytes);
		}
		const limited = await draw(`?qlt=60&wid=300&jpegSize=${kilobytes}`);
		expect(Buffer.compare(limited.bytes, fitting.at(-1) ?? new Uint8Array())).toBe(0);
		const room = Math.ceil(free.bytes.length / 1024);
		expect(await same(`?qlt=60&wid=300&jpegSize=${room}`, '?qlt=60&wid=300')).toBe(true);
		await expect(draw('?qlt=60&wid=300&jpegSize=0.5')).rejects.toMatchObject({ code: 'jpeg-size' });
		await expect(draw('?jpegSize=-1')).rejects.toMatchObject({ code: 'invalid-request' });
		expect(await same('?fmt=png&jpegSize=0.5', '?fmt=png')).toBe(true);
	});

	test('pixels 42: printRes= is written, and changes no pixel', async () => {
		const [plain, printed] = [await draw('?fmt=png'), await draw('?fmt=png&printRes=300')];
		const bytes = Buffer.from(printed.bytes);
		const at = bytes.indexOf('pHYs') + 4;
		expect([bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4), bytes[at + 8]]).toEqual([11811, 11811, 1]);
		for (let x = 0; x < 120; x++) expect(printed.at(x, x % 90)).toEqual(plain.at(x, x % 90));
	});
});

describe('watermarks and nested requests', () => {
	test('pixels 41: merged before the view', async () => {
		const sources = {
			img: await pngOfColor(1000, 800, BLUE),
			mark: await pngOfColor(200, 100, RED),
		};
		const watermark = '/c/mark?sizeN=0.9,0.9&opac=20';
		const isMarked: PixelTest = (red, _, blue) => red > 25 && blue < 230;
		const whole = await drawRequest('/c/img?fmt=png', { sources, watermark });
		expect(whole.box(isMarked)).toEqual([50, 175, 900, 450]);
		expect(whole.at(500, 400)).toEqual([51, 0, 204, 255]);
		const view = await drawRequest('/c/img?wid=500&hei=500&fmt=png', { sources, watermark });
		expect([view.width, view.height]).toEqual([500, 500]);
		expect(view.box((red, green) => red + green < 400)).toEqual([0, 50, 500, 400]);
		// 137.5 to 362.5: half of the rows at both ends
		expect([25, 474].map((x) => view.at(x, 250))).toEqual([view.at(250, 250), view.at(250, 250)]);
		expect([24, 475].map((x) => view.at(x, 250))).toEqual([BLUE, BLUE]);
		expect([136, 363].map((y) => view.at(250, y))).toEqual([BLUE, BLUE]);
		expect([138, 361].map((y) => view.at(250, y))).toEqual([view.at(250, 250), view.at(250, 250)]);
		expect(view.at(250, 49)).toEqual(WHITE);
	});

	test('pixels 43: bgc= and fmt= of a nested request do not count, its alpha does', async () => {
		const b = await pngOf(40, 40, (x, y) => (x < 20 ? CLEAR : y < 20 ? [0, 0, 255, 128] : BLUE));
		const picture = await drawRequest(
			'/c?size=60,60&color=00000000&layer=2&src=is(c/b?bgc=ff0000&fmt=jpeg)&fmt=png-alpha',
			{ sources: { b } },
		);
		expect([picture.at(15, 30), picture.at(40, 20), picture.at(40, 40)]).toEqual([
			CLEAR,
			[0, 0, 255, 128],
			BLUE,
		]);
		expect(picture.box(isVisible)).toEqual([30, 10, 20, 40]);
	});
});

describe('operations', () => {
	const operated = async (pixel: Rgba, operation: string) => {
		const sources = { img: await pngOfColor(12, 12, pixel) };
		return drawRequest(`/c/img?${operation}&fmt=png-alpha`, { sources });
	};

	test.each<[string, Rgba, string, Rgba]>([
		['37', [255, 0, 0, 255], 'op_saturation=-100', [76, 76, 76, 255]],
		['38', [255, 0, 0, 255], 'op_hue=120', [0, 255, 0, 255]],
		['38', [255, 0, 0, 255], 'op_hue=180', [0, 255, 255, 255]],
		['38', [255, 0, 0, 255], 'op_hue=-180', [0, 255, 255, 255]],
		['38', [200, 127, 128, 255], 'op_contrast=40', [229, 127, 128, 255]],
		['38', [200, 200, 200, 255], 'op_brightness=-10', [175, 175, 175, 255]],
		['47', [90, 90, 90, 255], 'op_colorize=ff0000,norm', RED],
	])('pixels %s: %s after %s', async (_, before, operation, expected) => {
		const picture = await operated(before, operation);
		expect(picture.box((...pixel) => pixel.join() !== expected.join())).toBeUndefined();
	});

	test('pixels 37: op_invert=1 leaves alpha', async () => {
		const [red, green, blue, alpha] = (await operated([10, 20, 30, 77], 'op_invert=1')).at(6, 6);
		expect(alpha).toBe(77);
		// a canvas keeps colours multiplied by their alpha: a step of one is one of 3.3
		for (const [value, expected] of [
			[red, 245],
			[green, 235],
			[blue, 225],
		] as const) {
			expect(Math.abs(value - expected)).toBeLessThanOrEqual(4);
		}
	});
});

import { expect, type Rendered, test } from './renderer.js';

const GRAY = [240, 240, 240] as const;
const FOX = 'The quick brown fox jumps over the lazy dog and then runs away from the angry bear again';
const ERROR_IMAGE = '?size=300,300&bgc=ffffff&fmt=png&text=$error.message$';

/** Rows that hold ink, as ranges. */
function inkRows(picture: Rendered) {
	const rows: [number, number][] = [];
	for (let y = 0; y < picture.height; y++) {
		const ink = picture.ink({ within: { x: 0, y, width: picture.width, height: 1 } });
		if (!ink) continue;
		const last = rows[rows.length - 1];
		if (last && last[1] === y - 1) last[1] = y;
		else rows.push([y, y]);
	}
	return rows;
}

test.describe('the error image', () => {
	test('text 38: black 12 pixel text on white, wrapped at 300 pixels', async ({ render }) => {
		const picture = await render(ERROR_IMAGE, { variables: { 'error.message': FOX } });
		expect([picture.width, picture.height]).toEqual([300, 300]);
		expect(picture.at(299, 299)).toEqual([255, 255, 255, 255]);
		const lines = inkRows(picture);
		expect(lines).toHaveLength(2);
		expect(
			Math.abs((picture.ink({ within: { x: 0, y: 0, width: 300, height: 13 } })?.right ?? 0) - 286),
		).toBeLessThanOrEqual(2);
		expect(
			Math.abs((picture.ink({ within: { x: 0, y: 14, width: 300, height: 15 } })?.right ?? 0) - 194),
		).toBeLessThanOrEqual(2);
	});

	test('text 38: with \\fs48 four lines', async ({ render }) => {
		const request = ERROR_IMAGE.replace('$error', '%5Cfs48%20$error');
		const picture = await render(request, { variables: { 'error.message': FOX } });
		const widths = [0, 1, 2, 3].map(
			(line) =>
				picture.ink({ within: { x: 0, y: Math.round(line * 27.6), width: 300, height: 27 } })?.right ?? 0,
		);
		for (const [line, width] of [285.5, 282.9, 270.8, 113.4].entries()) {
			expect(Math.abs((widths[line] ?? 0) - width)).toBeLessThan(4);
		}
		expect(picture.ink({ within: { x: 0, y: 115, width: 300, height: 185 } })).toBeUndefined();
	});

	test('what the server says is text, never a command', async ({ render }) => {
		const plain = await render(ERROR_IMAGE, { variables: { 'error.message': 'a' } });
		const hostile = '\\fs400 {\\cf1 &wid=9 \\par';
		const picture = await render(ERROR_IMAGE, { variables: { 'error.message': hostile } });
		expect([picture.width, picture.height]).toEqual([plain.width, plain.height]);
		expect(inkRows(picture)).toHaveLength(1);
	});

	test('long words are cut, long texts end where the box ends', async ({ render }) => {
		const picture = await render(ERROR_IMAGE, { variables: { 'error.message': 'W'.repeat(5000) } });
		expect(picture.ink()).toMatchObject({ bottom: 299 });
		expect(picture.milliseconds).toBeLessThan(1500);
	});

	test('other scripts leave ink, too', async ({ render }) => {
		for (const message of ['Ошибка', 'خطأ في الصورة', 'σφάλμα', '画像がありません', '⚠️']) {
			const picture = await render(ERROR_IMAGE, { variables: { 'error.message': message } });
			expect(picture.ink()).toBeDefined();
		}
	});
});

test.describe('published pictures', () => {
	test('text 34: corners and centre', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=300,50&bgc=f0f0f0&text=top-left&layer=1&sizen=1,1&text=\\vertalc\\qc%20center&layer=2&sizen=1,1&text=\\vertalb\\qr%20bottom-right',
		);
		const ink = (x: number, y: number, width: number, height: number) =>
			picture.ink({ background: GRAY, within: { x, y, width, height } });
		near(ink(0, 0, 100, 16), { left: 0, top: 2, right: 36, bottom: 13 });
		near(ink(100, 16, 100, 20), { left: 133, top: 21, right: 166, bottom: 28 });
		near(ink(200, 30, 100, 20), { left: 236, top: 38, right: 299, bottom: 49 });
	});

	test('text 35: superscript and subscript', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=300,50&bgc=f0f0f0&text=\\fs36normal{\\super%20superscript}normal{\\sub%20subscript}',
		);
		const column = (x: number, width: number) =>
			picture.ink({ background: GRAY, within: { x, y: 0, width, height: 50 } });
		near(column(0, 55), { left: 1, top: 3, right: 53, bottom: 15 });
		near(column(56, 56), { left: 56, top: 3, right: 111, bottom: 14 });
		near(column(115, 53), { left: 115, top: 3, right: 166, bottom: 15 });
		near(column(169, 60), { left: 169, top: 10, right: 216, bottom: 21 });
	});

	test('text 36: kerning and pitch', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=300,100&bgc=f0f0f0&text=\\fs80F.P.T.V.W.Y.{\\fs20(kerning%20on)}\\line{\\kerning0F.P.T.V.W.Y.}{\\fs20(kerning%20off)}',
		);
		const row = (y: number) => picture.ink({ background: GRAY, within: { x: 0, y, width: 205, height: 30 } });
		expect(row(7)?.bottom).toBe(35);
		expect(row(53)?.bottom).toBe(81);
		const caption = (y: number) =>
			picture.ink({ background: GRAY, within: { x: 206, y: y - 8, width: 94, height: 6 } })?.left ?? 0;
		expect(Math.abs(caption(36) - 208.5)).toBeLessThanOrEqual(2);
	});

	test('text 37: text= leaves room above, textPs= does not', async ({ render }) => {
		const attributes = { DefaultFont: 'DejaVu Sans' };
		const [plain, photoshop] = [
			await render('?size=230,50&bgc=f0f0f0&fmt=png&text=\\fs40Normal%20Normal%20Normal', { attributes }),
			await render('?size=230,50&bgc=f0f0f0&fmt=png&textPs=\\fs40Normal%20Normal%20Normal', { attributes }),
		];
		near(plain.ink({ background: GRAY }), { left: 2, top: 4, right: 227, bottom: 18 });
		near(photoshop.ink({ background: GRAY }), { left: 2, top: 0, right: 227, bottom: 14 });
	});
});

test.describe('published pictures, as far as they agree with their requests', () => {
	test('raised text of textPs=: cut off at the top, whole below a margin', async ({ render }) => {
		const attributes = { DefaultFont: 'DejaVu Sans' };
		for (const [margin, rows] of [
			['', 0],
			['\\margt200', 10],
		] as const) {
			const picture = await render(
				`?size=230,50&bgc=f0f0f0&fmt=png&textPs=${margin}\\fs40%20Normal%20{\\up20Raised}%20Normal`,
				{ attributes },
			);
			const column = (x: number, width: number) =>
				picture.ink({ background: GRAY, within: { x, y: 0, width, height: 50 } });
			near(column(0, 75), { left: 1, top: rows, right: 70, bottom: rows + 14 });
			near(column(76, 72), { left: 80, top: 0, right: 143, bottom: rows + 4 });
			near(column(149, 80), { left: 153, top: rows, right: 222, bottom: rows + 14 });
		}
	});

	test('\\rtlch turns the order of letters, in cells of one width', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=300,50&bgc=f0f0f0&text={\\fonttbl{\\f0\\fmodern\\fprq1\\fcharset0%20Courier%20New;}}\\f0\\fs72{\\rtlch%20desrever}',
		);
		// eight cells of 21.6 pixels: theirs begin one cell further right; the letters are of another height
		const ink = picture.ink({ background: GRAY });
		expect(Math.abs((ink?.bottom ?? 0) - 29)).toBeLessThanOrEqual(1);
		expect(Math.abs((ink?.left ?? 0) - (24 - 21.6))).toBeLessThanOrEqual(2);
		expect(Math.abs((ink?.right ?? 0) - (192 - 21.6))).toBeLessThanOrEqual(2);
		// the d stands at the end, the r at the beginning: only the d reaches up
		expect(picture.ink({ background: GRAY, within: { x: 0, y: 0, width: 150, height: 9 } })).toBeUndefined();
	});
});

test.describe('text layers', () => {
	test('geometry 32: example A, text that reads upwards at the right edge', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=400,400&color=ffffff&layer=1&text=\\fs60 about&rotate=-90&originN=0.5,0&posN=0.5,0',
		);
		const ink = picture.ink();
		expect(ink?.left).toBeGreaterThan(360);
		expect(ink?.right).toBeLessThan(400);
		expect(Math.abs(((ink?.top ?? 0) + (ink?.bottom ?? 0)) / 2 - 200)).toBeLessThan(3);
		expect((ink?.bottom ?? 0) - (ink?.top ?? 0)).toBeGreaterThan(60);
	});

	test('text 45: self-sizing text is centred on the origin of layer 0', async ({ render }) => {
		const ink = (await render('?fmt=png&size=300,300&color=ffffff&layer=1&text=xoxox')).ink();
		expect(Math.abs(((ink?.left ?? 0) + (ink?.right ?? 0)) / 2 - 150)).toBeLessThan(2);
	});

	test('text 45: point text stands on the origin, around it or beside it', async ({ render }) => {
		const ink = async (align: string) =>
			(await render(`?fmt=png&size=300,300&color=ffffff&layer=1&textPs=${align} xoxox`)).ink();
		const centred = await ink('\\qc');
		expect(Math.abs(((centred?.left ?? 0) + (centred?.right ?? 0)) / 2 - 150)).toBeLessThan(2);
		// round letters reach a little below the baseline
		expect(Math.abs((centred?.bottom ?? 0) - 149)).toBeLessThanOrEqual(1);
		expect((await ink('\\ql'))?.left).toBeGreaterThanOrEqual(149);
		expect((await ink('\\qr'))?.right).toBeLessThanOrEqual(150);
	});

	test('what is not drawn as documented is told', async ({ render }) => {
		const picture = await render('?size=99,99&textPs=\\kerningoptical AV');
		const told = 'textPs= is honoured in part: \\kerningoptical kerns by the metrics of the font.';
		expect(picture.notes).toEqual([told]);
	});

	test('text 12: variables are not searched again, and the text shows them as they are', async ({
		render,
	}) => {
		const bottom = async (query: string) => (await render(`?fmt=png&size=200,30&bgc=ffffff&${query}`)).bytes;
		const drawn = await bottom('$var2=apple&$var1=my$var2$tree&text=$var1$');
		expect(drawn.equals(await bottom('text=my%24var2%24tree'))).toBe(true);
		expect(drawn.equals(await bottom('text=myappletree'))).toBe(false);
	});

	test('text 17: below 72 text is smaller', async ({ render }) => {
		const ink = (await render('?fmt=png&size=60,30&bgc=ffffff&text=H&textAttr=36')).ink({ threshold: 200 });
		// 6 pixels: capitals of 4.3
		expect((ink?.bottom ?? 0) - (ink?.top ?? 0) + 1).toBeGreaterThanOrEqual(4);
		expect((ink?.bottom ?? 0) - (ink?.top ?? 0) + 1).toBeLessThanOrEqual(5);
	});

	test('text 18: without a height autoRes is ignored', async ({ render }) => {
		const picture = (query: string) =>
			render(`?fmt=png&size=300,0&bgc=ffffff&text=x&textAttr=72,norm,${query}`);
		expect((await picture('autoRes')).bytes.equals((await picture('fixedRes')).bytes)).toBe(true);
	});

	test('text 19: maxRes with noWrap shrinks a line to its box', async ({ render }) => {
		const wide = 'text=WWWWWWWWWWWWWWWWWW';
		const ink = async (query: string) =>
			(await render(`?fmt=png&size=100,50&bgc=ffffff&${wide}&${query}`)).ink();
		const natural = (await render(`?fmt=png&bgc=ffffff&${wide}`)).width;
		expect(natural).toBeGreaterThan(200);
		const shrunk = await ink('textAttr=72,norm,maxRes,noWrap');
		expect(shrunk?.right).toBeGreaterThanOrEqual(96);
		expect(shrunk?.right).toBeLessThanOrEqual(99);
		// 100 of `natural` pixels: the resolution that the vector's formula gives
		const capital = ((12 * 100) / natural) * 0.716;
		expect(Math.abs((shrunk?.bottom ?? 0) - (shrunk?.top ?? 0) + 1 - capital)).toBeLessThanOrEqual(1.5);
	});

	test('text 39: text= cuts the last line, textPs= leaves it out', async ({ render }) => {
		const lines = Array.from({ length: 40 }, () => 'H').join('\\line ');
		const rows = async (command: string) =>
			inkRows(await render(`?fmt=png&size=300,300&bgc=ffffff&${command}=${lines}`));
		const plain = await rows('text');
		expect(plain).toHaveLength(22);
		expect(plain.at(-1)?.[1]).toBe(299);
		const complete = await rows('textPs');
		const heights = new Set(complete.map(([first, last]) => last - first));
		expect(Math.max(...heights) - Math.min(...heights)).toBeLessThanOrEqual(1);
		expect(complete.at(-1)?.[1]).toBeLessThan(299);
	});

	test('text 40: all ranges of copy-fitting vary together', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=120,60&bgc=ffffff&textPs={\\fs10\\copyfit100 H{\\fs20\\copyfit200 H}}',
		);
		// Both end on one baseline; the second letter is twice as high as the first.
		const height = (from: number, to: number) => {
			const ink = picture.ink({ within: { x: from, y: 0, width: to - from, height: 60 }, threshold: 380 });
			return (ink?.bottom ?? 0) - (ink?.top ?? 0) + 1;
		};
		const gap = gapColumn(picture);
		expect(Math.abs(height(gap, 120) / height(0, gap) - 2)).toBeLessThan(0.2);
		// Neither the smallest nor the greatest sizes: 3.6 and 71.6 pixels.
		expect(height(gap, 120)).toBeGreaterThan(20);
		expect(height(gap, 120)).toBeLessThan(60);
	});

	test('text 44: a title in the margin above a picture', async ({ render }) => {
		const picture = await render(
			'?fmt=png&size=200,40&color=0000ff&extend=0,30,0,0&origin=0,0&bgColor=ffffff&layer=1&text=title-text&origin=0,0',
		);
		expect([picture.width, picture.height]).toEqual([200, 70]);
		expect(picture.at(100, 30)).toEqual([0, 0, 255, 255]);
		const title = picture.ink({ within: { x: 0, y: 0, width: 200, height: 30 } });
		expect(title?.left).toBeLessThanOrEqual(1);
		expect(title?.top).toBeLessThanOrEqual(3);
		expect(title?.bottom).toBeLessThan(15);
	});

	test('copy-fitting cuts no word, and keeps to its lines', async ({ render }) => {
		const ink = async (format: string) =>
			(await render(`?fmt=png&size=60,300&bgc=ffffff&textPs={\\fs10\\copyfit300${format} Word}`)).ink();
		const word = await ink('');
		expect((word?.bottom ?? 0) - (word?.top ?? 0)).toBeLessThan(30);
		const two = await ink('\\copyfitlines1 A B C D E F G H');
		expect((two?.bottom ?? 0) - (two?.top ?? 0)).toBeLessThan(12);
	});

	test('without anti-aliasing every pixel is covered or not', async ({ render }) => {
		const shades = async (mode: string) => {
			const picture = await render(`?fmt=png&size=120,60&bgc=ffffff&text=\\fs80 Sag&textAttr=72,${mode}`);
			const found = new Set<number>();
			for (let y = 0; y < 60; y++) for (let x = 0; x < 120; x++) found.add(picture.at(x, y)[0]);
			return [...found].sort((a, b) => a - b);
		};
		expect(await shades('off')).toEqual([0, 255]);
		expect((await shades('norm')).length).toBeGreaterThan(10);
	});

	test('the last line of a justified paragraph, \\lastqj and \\lastqr', async ({ render }) => {
		const last = async (command: string) =>
			(await render(`?fmt=png&size=200,60&bgc=ffffff&textPs=\\qj${command} ${FOX}`)).ink({
				within: { x: 0, y: 27, width: 200, height: 14 },
			});
		expect((await last(''))?.right).toBeLessThan(180);
		expect((await last('\\lastqj'))?.right).toBeGreaterThanOrEqual(197);
		expect((await last('\\lastqr'))?.left).toBeGreaterThan(20);
	});

	test('text 46: color fills the box', async ({ render }) => {
		const picture = await render('?fmt=png&size=200,0&color=ff0000&text=x');
		expect([picture.width, picture.height]).toEqual([200, 14]);
		expect(picture.at(199, 13)).toEqual([255, 0, 0, 255]);
	});

	test('text 30: two alignments need a box', async ({ render }) => {
		const text = 'text=\\ql%20a\\par\\qr%20b';
		await expect(render(`?${text}`)).rejects.toThrow('invalid-request');
		await expect(render(`?size=300,0&${text}`)).rejects.toThrow('invalid-request');
		expect((await render(`?size=300,50&${text}`)).width).toBe(300);
	});

	test('text 16: the resolution scales text, not the box', async ({ render }) => {
		const height = async (query: string) => {
			const ink = (await render(`?fmt=png&size=300,100&bgc=ffffff&text=H&${query}`)).ink();
			return (ink?.bottom ?? 0) - (ink?.top ?? 0) + 1;
		};
		expect(Math.abs((await height('textAttr=144')) - 2 * (await height('')))).toBeLessThanOrEqual(1);
	});

	test('text 20: autoRes fills the box, maxRes only shrinks', async ({ render }) => {
		const ink = async (query: string) =>
			(await render(`?fmt=png&size=200,40&bgc=ffffff&text=Hxg&textAttr=72,norm,${query}`)).ink();
		expect((await ink('autoRes'))?.bottom).toBeGreaterThan(30);
		expect((await ink('maxRes'))?.bottom).toBeLessThan(16);
		const long = await render('?fmt=png&size=60,10&bgc=ffffff&text=several words&textAttr=72,norm,maxRes');
		expect(long.ink({ threshold: 30 })?.right).toBeGreaterThan(30);
	});

	test('copy-fitting grows text to its box', async ({ render }) => {
		const fitted = await render('?fmt=png&size=200,100&bgc=ffffff&textPs={\\fs10\\copyfit300%20Big}');
		const ink = fitted.ink();
		expect((ink?.right ?? 0) - (ink?.left ?? 0)).toBeGreaterThan(120);
		const plain = await render('?fmt=png&size=200,100&bgc=ffffff&textPs={\\fs10%20Big}');
		expect(plain.ink()?.right).toBeLessThan(15);
	});

	test('colours, underline, indents and justification', async ({ render }) => {
		const red = await render(
			'?fmt=png&size=100,30&bgc=ffffff&text={\\colortbl;\\red255\\green0\\blue0;}\\cf1\\fs60 M',
		);
		const [r, g, b] = red.at(4, 20);
		expect([r > 200, g < 80, b < 80]).toEqual([true, true, true]);
		const underlined = await render('?fmt=png&size=100,30&bgc=ffffff&text=\\ul\\fs40 x x');
		expect(underlined.ink({ within: { x: 12, y: 19, width: 3, height: 4 } })).toBeDefined();
		const indented = await render('?fmt=png&size=100,30&bgc=ffffff&textPs=\\fi400\\li200 I');
		expect(indented.ink()?.left).toBeGreaterThanOrEqual(30);
		const justified = await render(`?fmt=png&size=200,60&bgc=ffffff&textPs=\\qj ${FOX}`);
		expect(justified.ink({ within: { x: 0, y: 0, width: 200, height: 12 } })?.right).toBeGreaterThanOrEqual(
			197,
		);
	});
});

/** The first column without ink behind the first letter. */
function gapColumn(picture: Rendered): number {
	const empty = (x: number) => !picture.ink({ within: { x, y: 0, width: 1, height: picture.height } });
	let x = picture.ink()?.left ?? 0;
	while (!empty(x)) x++;
	return x;
}

interface Ink {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/** Ink within a pixel of where it is published. */
function near(found: Ink | undefined, expected: Ink): void {
	for (const edge of ['left', 'top', 'right', 'bottom'] as const) {
		expect(
			Math.abs((found?.[edge] ?? -99) - expected[edge]),
			`${edge} of ${JSON.stringify(found)}`,
		).toBeLessThanOrEqual(1);
	}
}

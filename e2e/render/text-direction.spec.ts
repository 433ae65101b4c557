import { expect, type Rendered, test } from './renderer.js';

const WHITE_BOX = '?fmt=png&bgc=ffffff&';
const ON_WHITE = `${WHITE_BOX}size=300,150&color=ffffff&layer=1&`;
const RED = '{\\colortbl;\\red255\\green0\\blue0;}';

/** Columns of pixels that are rather red, and of those that are rather black. */
function columns(picture: Rendered) {
	const found = { red: [] as number[], black: [] as number[] };
	for (let x = 0; x < picture.width; x++) {
		for (let y = 0; y < picture.height; y++) {
			const [red, green] = picture.at(x, y);
			if (red > 200 && green < 100) found.red.push(x);
			if (red < 80 && green < 80) found.black.push(x);
		}
	}
	return found;
}

test.describe('text that runs from right to left', () => {
	test('pieces of a Hebrew line stand in the order in which they are read', async ({ render }) => {
		const { red, black } = columns(
			await render(`${WHITE_BOX}size=200,30&text=${RED}\\fs40{\\cf1 שלום} עולם`),
		);
		expect(Math.min(...red)).toBeGreaterThan(Math.max(...black));
	});

	test('in an English line, Hebrew pieces change places, English ones do not', async ({ render }) => {
		const { red, black } = columns(
			await render(`${WHITE_BOX}size=200,30&text=${RED}\\fs40 a {\\cf1 שלום} עולם`),
		);
		expect(Math.min(...black)).toBeLessThan(Math.min(...red));
		expect(black.filter((x) => x < Math.min(...red)).length).toBeGreaterThan(10);
		expect(black.filter((x) => x > Math.max(...red))).toEqual([]);
	});

	test('a full stop ends an Arabic line on its left', async ({ render }) => {
		const { red, black } = columns(await render(`${WHITE_BOX}size=200,40&text=${RED}\\fs40 خطأ{\\cf1 .}`));
		expect(Math.max(...red)).toBeLessThan(Math.min(...black));
	});

	test('a number in it is still read from the left', async ({ render }) => {
		const { red, black } = columns(await render(`${WHITE_BOX}size=200,40&text=${RED}\\fs40 رقم {\\cf1 1}2`));
		const digit = black.filter((x) => x > Math.max(...red));
		expect(digit.length).toBeGreaterThan(0);
	});

	test('joined letters stay joined when letters are spaced', async ({ render }) => {
		const width = async (spacing: string) =>
			(await render(`${WHITE_BOX}size=200,40&text=\\fs40${spacing} خطأ`)).ink()?.right;
		expect(await width('\\expnd40')).toBe(await width(''));
	});

	test('justified words reach both edges', async ({ render }) => {
		const ink = (
			await render(`${WHITE_BOX}size=200,80&textPs=\\fs40\\qj خطأ في الصورة المطلوبة غير موجودة على الخادم`)
		).ink({ within: { x: 0, y: 0, width: 200, height: 18 } });
		expect(ink?.left).toBeLessThanOrEqual(3);
		expect(ink?.right).toBeGreaterThanOrEqual(196);
	});
});

test.describe('other scripts', () => {
	test('a mark stays on its letter when letters are spaced', async ({ render }) => {
		const right = async (text: string) =>
			(await render(`${WHITE_BOX}size=300,60&text=\\fs60\\expnd80 ${text}`)).ink()?.right ?? 0;
		expect(Math.abs((await right('e\u0301H')) - (await right('eH')))).toBeLessThanOrEqual(2);
	});

	test('no closing mark begins a Japanese line', async ({ render }) => {
		const picture = await render(`${WHITE_BOX}size=100,80&text=\\fs40 日本語日本。語`);
		// Five characters fill the line: the last one goes down together with its full stop.
		expect(picture.ink({ within: { x: 82, y: 0, width: 18, height: 20 } })).toBeUndefined();
		expect(picture.ink({ within: { x: 0, y: 22, width: 20, height: 22 } })).toBeDefined();
	});

	test('emoji come out in colour, a family as one', async ({ render }) => {
		const picture = await render(`${WHITE_BOX}size=200,60&text=\\fs60 🍎`);
		const { red } = columns(picture);
		expect(red.length).toBeGreaterThan(50);
		const family = (await render(`${WHITE_BOX}size=200,60&text=\\fs60 👨‍👩‍👧‍👦`)).ink({ threshold: 30 });
		expect((family?.right ?? 0) - (family?.left ?? 0)).toBeLessThan(45);
	});
});

test.describe('textAngle', () => {
	test('90 runs down from the top right corner, in a box that is not turned', async ({ render }) => {
		const picture = await render(`${WHITE_BOX}size=60,200&textPs=\\fs40 Hello&textAngle=90`);
		expect([picture.width, picture.height]).toEqual([60, 200]);
		const ink = picture.ink();
		expect(ink?.left).toBeGreaterThan(35);
		expect(ink?.top).toBeLessThan(4);
		expect((ink?.bottom ?? 0) - (ink?.top ?? 0)).toBeGreaterThan(35);
	});

	test('lines break at the height of the box, and the next one stands left', async ({ render }) => {
		const ink = (await render(`${WHITE_BOX}size=200,60&textPs=\\fs40 Hello Hello&textAngle=90`)).ink();
		expect(ink?.bottom).toBeLessThan(60);
		expect(200 - (ink?.left ?? 0)).toBeGreaterThan(30);
	});

	test('any other angle fills the box as a shape', async ({ render }) => {
		const text = 'word '.repeat(200);
		const picture = await render(
			`${WHITE_BOX}size=200,200&color=ffffff&layer=1&size=100,100&textPs=\\fs16 ${text}&textAngle=30`,
		);
		const ink = picture.ink();
		for (const edge of [ink?.left, ink?.top]) expect(edge).toBeGreaterThanOrEqual(48);
		for (const edge of [ink?.right, ink?.bottom]) expect(edge).toBeLessThanOrEqual(151);
		expect((ink?.right ?? 0) - (ink?.left ?? 0)).toBeGreaterThan(80);
		expect((ink?.bottom ?? 0) - (ink?.top ?? 0)).toBeGreaterThan(80);
	});

	test('text 32: ignored beside textPath, and without textPs', async ({ render }) => {
		const same = async (first: string, second: string) =>
			(await render(ON_WHITE + first)).bytes.equals((await render(ON_WHITE + second)).bytes);
		const onPath = 'size=90,90&textPs=a&textPath=M0,40,L89,9';
		expect(await same(`${onPath}&textAngle=90`, onPath)).toBe(true);
		expect(await same('size=90,90&text=a&textAngle=90', 'size=90,90&text=a')).toBe(true);
		expect(await same('size=90,90&textPs=a&textAngle=90', 'size=90,90&textPs=a')).toBe(false);
	});
});

test.describe('text on a path', () => {
	test('stands on a slanting line', async ({ render }) => {
		const picture = await render(`${ON_WHITE}size=300,150&textPs=\\fs40 HHHHHHHHHH&textPath=M0,40L150,140`);
		for (let x = 10; x < 100; x++) {
			const ink = picture.ink({ within: { x, y: 0, width: 1, height: 150 }, threshold: 300 });
			const line = 40 + (x * 100) / 150;
			if (ink) expect(ink.bottom).toBeLessThanOrEqual(line + 1.5);
			if (ink) expect(ink.top).toBeGreaterThan(line - 27);
		}
		expect(picture.ink()?.bottom).toBeGreaterThan(110);
	});

	test('what finds no room on it, and what follows a line break, is left out', async ({ render }) => {
		const right = async (text: string) =>
			(await render(`${ON_WHITE}size=300,150&textPs=\\fs40 ${text}&textPath=M10,75L110,75`)).ink()?.right ??
			0;
		expect(await right('H'.repeat(40))).toBeLessThanOrEqual(111);
		expect(await right('H\\par HHH')).toBe(await right('H'));
	});

	test('subpaths are used in their order', async ({ render }) => {
		const path = 'textPath=M10,120L90,120M10,60L90,60';
		const picture = await render(`${ON_WHITE}size=300,150&textPs=\\fs40 Hello world&${path}`);
		expect(picture.ink({ within: { x: 0, y: 100, width: 100, height: 22 } })).toBeDefined();
		expect(picture.ink({ within: { x: 0, y: 40, width: 100, height: 22 } })).toBeDefined();
	});

	test('self-sizing, it is aligned along the path, whose 0,0 is the origin of layer 0', async ({
		render,
	}) => {
		const ink = async (align: string) =>
			(await render(`${ON_WHITE}textPs=\\fs40${align} HH&textPath=M-100,0L100,0`)).ink();
		const [left, centre, right] = [await ink('\\ql'), await ink('\\qc'), await ink('\\qr')];
		expect(Math.abs((left?.left ?? 0) - 51)).toBeLessThanOrEqual(2);
		expect(Math.abs(((centre?.left ?? 0) + (centre?.right ?? 0)) / 2 - 150)).toBeLessThanOrEqual(1);
		expect(Math.abs((right?.right ?? 0) - 248)).toBeLessThanOrEqual(2);
		expect(centre?.bottom).toBe(74);
	});

	test('pre-sized, alignment does not count and the path begins at the corner', async ({ render }) => {
		const ink = async (align: string) =>
			(await render(`${ON_WHITE}size=200,60&textPs=\\fs40${align} HH&textPath=M0,50L200,50`)).ink();
		expect(await ink('\\qr')).toEqual(await ink('\\ql'));
		expect((await ink('\\ql'))?.bottom).toBe(94);
	});

	test('text 33: part of the path, in either direction, beyond the end only of a closed one', async ({
		render,
	}) => {
		const draw = (path: string, pathAttr: string) =>
			render(`${ON_WHITE}size=300,150&textPs=\\fs40 HH&textPath=${path}&pathAttr=${pathAttr}`);
		const open = 'M0,75L200,75';
		const half = (await draw(open, 'norm,0.5')).ink();
		expect(Math.abs((half?.left ?? 0) - 101)).toBeLessThanOrEqual(2);
		expect(half?.bottom).toBe(74);
		// Turned round, it hangs below the line and begins at its right end.
		const reverse = (await draw(open, 'reverse')).ink();
		expect(reverse?.top).toBeGreaterThanOrEqual(74);
		expect(Math.abs((reverse?.right ?? 0) - 198)).toBeLessThanOrEqual(2);
		await expect(draw(open, 'norm,0.5,1.2')).rejects.toThrow('invalid-request');
		const square = 'M50,50L150,50L150,100L50,100Z';
		const around = await draw(square, 'norm,0.9,1.4');
		// From the left edge upwards and over the corner to the top edge.
		expect(around.ink({ within: { x: 40, y: 20, width: 60, height: 60 } })).toBeDefined();
		expect(around.ink({ within: { x: 155, y: 50, width: 60, height: 60 } })).toBeUndefined();
	});

	test('text 31: not together with a shape to flow into', async ({ render }) => {
		await expect(
			render(`${ON_WHITE}textPs=a&textPath=M0,0,L9,9&textFlowPath=M0,0,L9,0,L9,9Z`),
		).rejects.toThrow('invalid-request');
	});

	test('shows beyond its layer, faded as a whole; extend=0,0,0,0 cuts it there', async ({ render }) => {
		const layer = `${ON_WHITE}size=40,40&opac=50&textPs=\\fs40 HHHHHHHHHHHH&textPath=M-100,20L140,20`;
		const whole = (await render(layer)).ink();
		expect((whole?.right ?? 0) - (whole?.left ?? 0)).toBeGreaterThan(150);
		const cut = (await render(`${layer}&extend=0,0,0,0`)).ink();
		expect(cut?.left).toBeGreaterThanOrEqual(130);
		expect(cut?.right).toBeLessThan(170);
	});
});

test.describe('text in a shape', () => {
	const LONG = 'The quick brown fox jumps over the lazy dog. '.repeat(12);

	test('every line stays inside a triangle', async ({ render }) => {
		const picture = await render(
			`${WHITE_BOX}size=200,200&textPs=\\fs16 ${LONG}&textFlowPath=M100,0L200,200L0,200Z`,
		);
		let rows = 0;
		for (let y = 0; y < 200; y++) {
			const ink = picture.ink({ within: { x: 0, y, width: 200, height: 1 }, threshold: 200 });
			if (!ink) continue;
			rows++;
			expect(ink.left).toBeGreaterThanOrEqual(100 - y / 2 - 3);
			expect(ink.right).toBeLessThanOrEqual(100 + y / 2 + 3);
		}
		expect(rows).toBeGreaterThan(90);
	});

	test('textFlowXPath stays free, with text on both its sides', async ({ render }) => {
		const picture = await render(
			`${WHITE_BOX}size=200,100&textPs=\\fs16 ${LONG}&textFlowPath=M0,0L200,0L200,100L0,100Z&textFlowXPath=M80,20L120,20L120,80L80,80Z`,
		);
		expect(picture.ink({ within: { x: 81, y: 21, width: 38, height: 58 } })).toBeUndefined();
		expect(picture.ink({ within: { x: 0, y: 40, width: 80, height: 20 } })).toBeDefined();
		expect(picture.ink({ within: { x: 120, y: 40, width: 80, height: 20 } })).toBeDefined();
	});

	test('several shapes are filled one after another', async ({ render }) => {
		const twoColumns = 'textFlowPath=M0,0L90,0L90,100L0,100ZM110,0L200,0L200,100L110,100Z';
		const short = await render(
			`${WHITE_BOX}size=200,100&textPs=\\fs16 some words in the first one&${twoColumns}`,
		);
		expect(short.ink()?.right).toBeLessThan(90);
		const long = await render(`${WHITE_BOX}size=200,100&textPs=\\fs16 ${LONG}&${twoColumns}`);
		expect(long.ink()?.right).toBeGreaterThan(170);
		expect(long.ink({ within: { x: 91, y: 0, width: 18, height: 100 } })).toBeUndefined();
	});

	test('self-sizing, the layer is as large as the text, and 0,0 is the origin', async ({ render }) => {
		const picture = await render(
			`${ON_WHITE}color=ffff00&textPs=\\fs40 HH&textFlowPath=M20,10L120,10L120,60L20,60Z`,
		);
		const fill = picture.ink({ threshold: 200 });
		expect(Math.abs((fill?.left ?? 0) - 170)).toBeLessThanOrEqual(1);
		expect((fill?.right ?? 0) - (fill?.left ?? 0)).toBeLessThan(40);
	});

	test('vertical alignment and copy-fitting heed the shape', async ({ render }) => {
		const shape = 'textFlowPath=M10,10L190,10L190,90L10,90Z';
		const bottom = (await render(`${WHITE_BOX}size=200,100&textPs=\\vertalb\\fs40 HH&${shape}`)).ink();
		expect(bottom?.top).toBeGreaterThan(60);
		const grown = (await render(`${WHITE_BOX}size=200,100&textPs={\\fs10\\copyfit400 HH}&${shape}`)).ink();
		expect((grown?.bottom ?? 0) - (grown?.top ?? 0)).toBeGreaterThan(50);
		expect(grown?.right).toBeLessThanOrEqual(190);
	});
});

test.describe('vertical flow', () => {
	test('columns run down and follow each other to the left', async ({ render }) => {
		const picture = await render(`${WHITE_BOX}size=100,100&textPs=\\stextflow1\\fs40 日日日日日日`);
		// Five characters of 20 pixels fill the first column.
		expect(picture.ink({ within: { x: 80, y: 82, width: 20, height: 18 } })).toBeDefined();
		expect(picture.ink({ within: { x: 54, y: 0, width: 22, height: 20 } })).toBeDefined();
		expect(picture.ink({ within: { x: 0, y: 24, width: 76, height: 76 } })).toBeUndefined();
	});

	test('Roman letters stand one below the other, or lie on their side', async ({ render }) => {
		const ink = async (command: string) =>
			(await render(`${WHITE_BOX}size=60,200&textPs=\\stextflow1${command}\\fs40 lllll`)).ink();
		const [upright, rotated] = [await ink(''), await ink('\\baselinedir1')];
		expect((upright?.bottom ?? 0) - (upright?.top ?? 0)).toBeGreaterThan(85);
		expect((rotated?.bottom ?? 0) - (rotated?.top ?? 0)).toBeLessThan(30);
		expect((rotated?.right ?? 0) - (rotated?.left ?? 0)).toBeGreaterThan(12);
		expect((upright?.right ?? 0) - (upright?.left ?? 0)).toBeLessThan(6);
	});

	test('brackets and long vowels lie down, full stops go to the corner', async ({ render }) => {
		const cell = async (character: string) =>
			(await render(`${WHITE_BOX}size=60,60&textPs=\\stextflow1\\fs80 ${character}`)).ink();
		const long = await cell('ー');
		expect((long?.bottom ?? 0) - (long?.top ?? 0)).toBeGreaterThan(25);
		expect((long?.right ?? 0) - (long?.left ?? 0)).toBeLessThan(15);
		const stop = await cell('。');
		expect(stop?.left).toBeGreaterThanOrEqual(39);
		expect(stop?.bottom).toBeLessThanOrEqual(21);
	});
});

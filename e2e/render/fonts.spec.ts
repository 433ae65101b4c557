import { blockFont } from '../../src/tooling/testing/block-font.js';
import { expect, test } from './renderer.js';

/** 20 px: each character of the font is a block of that size. */
const text = (words: string, more = '') =>
	`?size=300,100&fmt=png&text=${more}\\fs40 ${words}`.replaceAll('{', '%7B').replaceAll('}', '%7D');

const TABLE = '{\\fonttbl{\\f0 Acme Sans;}{\\f1 Acme Mono;}}\\f0 ';

test('a font of the font map is drawn with its own file', async ({ render }) => {
	const fonts = { 'Acme Sans': blockFont() };
	const picture = await render(text('iiii', TABLE), { fonts });
	// four blocks of 20 px, whatever the letter
	expect(picture.ink()).toMatchObject({ left: 0, right: 79 });
	const { top = 0, bottom = 0 } = picture.ink() ?? {};
	expect(bottom - top + 1).toBe(20);
	expect(picture.at(40, top + 10)).toEqual([0, 0, 0, 255]);
	expect(picture.notes).toEqual([]);
});

test('the line gap of the file lies between two lines', async ({ render }) => {
	const tops = async (font: Buffer) => {
		const picture = await render(text('ii\\line ii', TABLE), { fonts: { 'Acme Sans': font } });
		const column = Array.from({ length: 100 }, (_, y) => (picture.at(10, y)[0] < 128 ? 1 : 0));
		return column.flatMap((inked, y) => (inked > (column[y - 1] ?? 0) ? [y] : []));
	};
	expect(await tops(blockFont(1000, 0))).toEqual([0]);
	expect(await tops(blockFont(1000, 500))).toEqual([0, 30]);
});

test('DefaultFont is the font of a text that names none', async ({ render }) => {
	const fonts = { 'Acme Sans': blockFont() };
	const picture = await render(text('iiii'), { fonts, attributes: { DefaultFont: 'Acme Sans' } });
	expect(picture.ink()).toMatchObject({ left: 0, right: 79 });
});

test('two fonts in one line', async ({ render }) => {
	const fonts = { 'Acme Sans': blockFont(), 'Acme Mono': blockFont(500) };
	const picture = await render(text('ii\\f1 ii', TABLE), { fonts });
	expect(picture.ink()).toMatchObject({ left: 0, right: 59 });
});

test('bold has its own file; without one it is made up, or is an error', async ({ render }) => {
	const regular = { 'Acme Sans': blockFont() };
	const own = await render(text('ii', `${TABLE}\\b `), {
		fonts: { ...regular, 'Acme Sans bold': blockFont(500) },
		attributes: { SynthesizeFontStyles: false },
	});
	expect(own.ink()).toMatchObject({ left: 0, right: 19 });

	const synthesized = await render(text('ii', `${TABLE}\\b `), { fonts: regular });
	expect(synthesized.ink()?.right).toBeGreaterThanOrEqual(39);

	const attributes = { SynthesizeFontStyles: false };
	await expect(render(text('ii', `${TABLE}\\b `), { fonts: regular, attributes })).rejects.toThrow(
		'font-style-missing',
	);
	const plain = await render(text('ii', TABLE), { fonts: regular, attributes });
	expect(plain.ink()).toMatchObject({ left: 0, right: 39 });
});

test('a broken font file and a font that is in no map: drawn in a similar font, and said', async ({
	render,
}) => {
	const picture = await render(text('iiii', TABLE), { fonts: { 'Acme Sans': Buffer.from('no font') } });
	expect(picture.ink()?.right).toBeGreaterThan(5);
	expect(picture.ink()?.right).toBeLessThan(60);
	expect(picture.notes).toEqual([expect.stringContaining('A similar font is drawn for Acme Sans')]);

	const unknown = await render(text('iiii', TABLE));
	expect(unknown.ink()).toEqual(picture.ink());
	expect(unknown.notes).toEqual([expect.stringContaining('The font Acme Sans is in no font map')]);
});

import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readLineGap } from './line-gap.js';

const u16 = (...values: number[]) => values.flatMap((value) => [(value >> 8) & 255, value & 255]);
const u32 = (...values: number[]) => values.flatMap((value) => [...u16(value >>> 16), ...u16(value)]);
const zeros = (count: number) => Array<number>(count).fill(0);
const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));

interface Metrics {
	readonly em?: number;
	/** ascent, descent and line gap of `hhea` */
	readonly hhea?: readonly [number, number, number];
	/** line gap of `OS/2`, and `fsSelection` */
	readonly os2?: readonly [number, number];
}

function tables({ em = 1000, hhea = [900, -200, 50], os2 }: Metrics): Record<string, number[]> {
	return {
		...(os2 && {
			'OS/2': [...zeros(62), ...u16(os2[1]), ...zeros(4), ...u16(700, -300, os2[0]), ...zeros(20)],
		}),
		head: [...zeros(18), ...u16(em), ...zeros(34)],
		hhea: [...u32(0x10000), ...u16(...hhea), ...zeros(26)],
	};
}

/** @param start of the font in a collection */
function sfnt(metrics: Metrics, version = u32(0x10000), start = 0): number[] {
	const entries = Object.entries(tables(metrics));
	let offset = start + 12 + 16 * entries.length;
	const rows = entries.flatMap(([tag, data]) => {
		const row = [...letters(tag), ...u32(0, offset, data.length)];
		offset += data.length;
		return row;
	});
	return [...version, ...u16(entries.length, 0, 0, 0), ...rows, ...entries.flatMap(([, data]) => data)];
}

function woff(metrics: Metrics): number[] {
	const entries = Object.entries(tables(metrics)).map(([tag, data]) => {
		const packed = [...deflateSync(Uint8Array.from(data))];
		return { tag, length: data.length, stored: packed.length < data.length ? packed : data };
	});
	let offset = 44 + 20 * entries.length;
	const rows = entries.flatMap(({ tag, length, stored }) => {
		const row = [...letters(tag), ...u32(offset, stored.length, length, 0)];
		offset += stored.length;
		return row;
	});
	const header = [...letters('wOFF'), ...u32(0x10000, offset), ...u16(entries.length, 0), ...zeros(28)];
	return [...header, ...rows, ...entries.flatMap(({ stored }) => stored)];
}

const collection = [...letters('ttcf'), ...u32(0x10000, 1, 16), ...sfnt({}, u32(0x10000), 16)];

test.each([
	['TrueType', sfnt({}), 0.05],
	['OpenType', sfnt({}, letters('OTTO')), 0.05],
	['a collection', collection, 0.05],
	['WOFF', woff({}), 0.05],
	['another em', sfnt({ em: 2048, hhea: [1854, -434, 67] }), 67 / 2048],
	['OS/2 that leaves it to hhea', sfnt({ os2: [250, 0x40] }), 0.05],
	['OS/2 that counts itself', sfnt({ os2: [250, 0xc0] }), 0.25],
	['hhea without extents', sfnt({ hhea: [0, 0, 0], os2: [250, 0x40] }), 0.25],
	['a gap below nothing', sfnt({ hhea: [900, -200, -100] }), 0],
	['an em of nothing', sfnt({ em: 0 }), undefined],
	['WOFF2', [...letters('wOF2'), ...zeros(100)], undefined],
	['a file that ends too soon', sfnt({}).slice(0, 80), undefined],
	['no font', letters('<!doctype html>'), undefined],
	['nothing', [], undefined],
])('%s', async (_, bytes, gap) => {
	expect(await readLineGap(Uint8Array.from(bytes).buffer)).toBe(gap);
});

/**
 * A TrueType font whose every character is a black block, so that a test can tell it from any other font by a
 * few pixels: as wide as it is told, from the descent to the ascent.
 * @param advance width of a character, in thousandths of the font size
 * @param lineGap between two lines, likewise
 */
export function blockFont(advance = 1000, lineGap = 0): Buffer {
	const box = [0, -200, advance, 800] as const;
	return sfnt({
		'OS/2': table(
			[...u16(4, advance, 400, 5, 0), ...Array<number>(20).fill(0), ...u16(0), ...Array<number>(10).fill(0)],
			[...u32(1, 0, 0, 0), ...text('TEST'), ...u16(0x40, 0x20, 0x7e, 800, -200, 0, 800, 200)],
			[...u32(1, 0), ...u16(500, 800, 0, 0x20, 1)],
		),
		cmap: table(u16(0, 1, 3, 1), u32(12), characterMap()),
		glyf: table(block(box), block(box)),
		head: table(
			u32(0x10000, 0x10000, 0, 0x5f0f3cf5),
			u16(3, 1000),
			u32(0, 0, 0, 0),
			u16(...box, 0, 8, 2, 1, 0),
		),
		hhea: table(u32(0x10000), u16(800, -200, lineGap, advance, 0, 0, advance, 1, 0, 0, 0, 0, 0, 0, 0, 3)),
		hmtx: table(u16(advance, 0, advance, 0, advance, 0)),
		// the third glyph, of the space, has no outline
		loca: table(u32(0, BLOCK_BYTES, 2 * BLOCK_BYTES, 2 * BLOCK_BYTES)),
		maxp: table(u32(0x10000), u16(3, 4, 1, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0)),
		name: table(names('Block')),
		post: table(u32(0x30000, 0), u16(-100, 50), u32(0, 0, 0, 0, 0)),
	});
}

const BLOCK_BYTES = 34;

/** One contour of four corners. */
function block([left, bottom, right, top]: readonly [number, number, number, number]): number[] {
	const bytes = [
		...u16(1, left, bottom, right, top, 3, 0),
		...[1, 1, 1, 1],
		...u16(left, 0, right - left, 0),
		...u16(bottom, top - bottom, 0, bottom - top),
	];
	return [...bytes, ...Array<number>(BLOCK_BYTES - bytes.length).fill(0)];
}

/** Format 4: the space is glyph 2, all other printable ASCII characters are glyph 1. */
function characterMap(): number[] {
	const segments = [
		{ start: 0x20, end: 0x20, glyph: 2 },
		...Array.from({ length: 0x7f - 0x21 }, (_, index) => ({
			start: 0x21 + index,
			end: 0x21 + index,
			glyph: 1,
		})),
		{ start: 0xffff, end: 0xffff, glyph: 0 },
	];
	const count = segments.length;
	const power = Math.floor(Math.log2(count));
	return u16(
		...[4, 16 + 8 * count, 0, 2 * count, 2 * 2 ** power, power, 2 * count - 2 * 2 ** power],
		...segments.map(({ end }) => end),
		0,
		...segments.map(({ start }) => start),
		...segments.map(({ start, glyph }) => glyph - start),
		...segments.map(() => 0),
	);
}

function names(family: string): number[] {
	const ids = [1, 2, 4, 6];
	const value = [...family].flatMap((character) => u16(character.charCodeAt(0)));
	const records = ids.flatMap((id) => u16(3, 1, 0x409, id, value.length, 0));
	return [...u16(0, ids.length, 6 + 12 * ids.length), ...records, ...value];
}

function sfnt(tables: Readonly<Record<string, Buffer>>): Buffer {
	const entries = Object.entries(tables);
	const power = 2 ** Math.floor(Math.log2(entries.length));
	const header = [
		...u32(0x10000),
		...u16(entries.length, 16 * power, Math.log2(power), 16 * (entries.length - power)),
	];
	let offset = 12 + 16 * entries.length;
	const directory = entries.flatMap(([tag, data]) => {
		const row = [...text(tag), ...u32(checksum(data), offset, data.length)];
		offset += padded(data).length;
		return row;
	});
	return Buffer.concat([Buffer.from([...header, ...directory]), ...entries.map(([, data]) => padded(data))]);
}

function checksum(data: Buffer): number {
	const bytes = padded(data);
	let sum = 0;
	for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
	return sum;
}

function padded(data: Buffer): Buffer {
	return Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
}

function table(...parts: readonly number[][]): Buffer {
	return Buffer.from(parts.flat());
}

function text(value: string): number[] {
	return [...value].map((character) => character.charCodeAt(0));
}

function u16(...values: readonly number[]): number[] {
	return values.flatMap((value) => [(value >> 8) & 255, value & 255]);
}

function u32(...values: readonly number[]): number[] {
	return values.flatMap((value) => [value >>> 24, (value >> 16) & 255, (value >> 8) & 255, value & 255]);
}

/** How the tables of a font file are found. */
interface FontFile {
	/** @returns undefined: the file has no such table */
	table(tag: string): Promise<DataView | undefined>;
}

/** `fsSelection` of the table `OS/2`: its own metrics count, not those of `hhea`. */
const USE_TYPO_METRICS = 0x80;

/**
 * The space that a font wants between the descent of a line and the ascent of the next one, which no canvas
 * tells: that of the metrics that engines take its ascent and descent from. For `LoadedFont.lineGap` of a port
 * that loads fonts (docs/rendering.md, "A port of your own").
 * @param bytes of a font file, whole: TrueType, OpenType, WOFF, or a collection, of which the first font counts
 * @returns in em, 0 or more, mostly below 0.5: 0.033 em of a font of 30 pixels is one pixel. undefined: not
 * known, because the bytes are no font, are cut off, or are WOFF2, which is packed by Brotli, and not all
 * engines have its decoder. Then lines stand as close as the font's ascent and descent, unless the font is
 * called like one whose gap is known (Arial, Calibri and others). Never rejects.
 */
export async function readLineGap(bytes: ArrayBuffer): Promise<number | undefined> {
	try {
		const file = openFont(new DataView(bytes));
		const [head, hhea, os2] = await Promise.all(['head', 'hhea', 'OS/2'].map((tag) => file?.table(tag)));
		if (!head || !hhea) return undefined;
		const isTypographic = os2 && (hasNoExtent(hhea) || (os2.getUint16(62) & USE_TYPO_METRICS) !== 0);
		const gap = isTypographic ? os2.getInt16(72) : hhea.getInt16(8);
		const em = head.getUint16(18);
		return em > 0 ? Math.max(0, gap) / em : undefined;
	} catch {
		return undefined;
	}
}

function hasNoExtent(hhea: DataView): boolean {
	return hhea.getInt16(4) === 0 && hhea.getInt16(6) === 0;
}

/** @throws RangeError if the file is shorter than it says */
function openFont(view: DataView): FontFile | undefined {
	switch (tagAt(view, 0)) {
		case 'ttcf':
			return plainFont(view, view.getUint32(12));
		case 'wOFF':
			return packedFont(view);
		case '\0\x01\0\0':
		case 'OTTO':
		case 'true':
			return plainFont(view, 0);
	}
	return undefined;
}

function plainFont(view: DataView, start: number): FontFile {
	const rows = directory(view, start + 12, 16, view.getUint16(start + 4));
	return {
		async table(tag) {
			const row = rows.get(tag);
			return row && part(view, row.getUint32(8), row.getUint32(12));
		},
	};
}

function packedFont(view: DataView): FontFile {
	const rows = directory(view, 44, 20, view.getUint16(12));
	return {
		async table(tag) {
			const row = rows.get(tag);
			if (!row) return undefined;
			const packed = part(view, row.getUint32(4), row.getUint32(8));
			if (row.getUint32(8) >= row.getUint32(12)) return packed;
			const bytes = new Uint8Array(packed.buffer as ArrayBuffer, packed.byteOffset, packed.byteLength);
			const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'));
			return new DataView(await new Response(stream).arrayBuffer());
		},
	};
}

/** The rows of a directory, by tag. */
function directory(view: DataView, start: number, rowBytes: number, rows: number): Map<string, DataView> {
	const found = new Map<string, DataView>();
	for (let at = start; at < start + rows * rowBytes; at += rowBytes) {
		found.set(tagAt(view, at), part(view, at, rowBytes));
	}
	return found;
}

function part(view: DataView, offset: number, length: number): DataView {
	return new DataView(view.buffer, view.byteOffset + offset, length);
}

function tagAt(view: DataView, offset: number): string {
	return String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(offset + at)));
}

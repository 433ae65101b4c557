/** A piece of a PNG file. */
export interface PngChunk {
	/** four letters */
	readonly type: string;
	readonly data: Uint8Array<ArrayBufferLike>;
}

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** The bytes of a PNG file, with lengths and checksums. */
export function pngFile(chunks: readonly PngChunk[]): Uint8Array<ArrayBuffer> {
	const size = chunks.reduce((sum, { data }) => sum + 12 + data.length, SIGNATURE.length);
	const file = new Uint8Array(size);
	const view = new DataView(file.buffer);
	file.set(SIGNATURE);
	let at = SIGNATURE.length;
	for (const { type, data } of chunks) {
		view.setUint32(at, data.length);
		for (let letter = 0; letter < 4; letter++) file[at + 4 + letter] = type.charCodeAt(letter);
		file.set(data, at + 8);
		const end = at + 8 + data.length;
		view.setUint32(end, crc32(file.subarray(at + 4, end)));
		at = end + 4;
	}
	return file;
}

/** @returns undefined if the bytes are no PNG file, or a damaged one */
export function pngChunks(file: Uint8Array): PngChunk[] | undefined {
	if (!SIGNATURE.every((byte, index) => file[index] === byte)) return undefined;
	const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
	const chunks: PngChunk[] = [];
	for (let at = SIGNATURE.length; at + 12 <= file.length; ) {
		const end = at + 8 + view.getUint32(at);
		if (end + 4 > file.length) return undefined;
		chunks.push({
			type: String.fromCharCode(...file.subarray(at + 4, at + 8)),
			data: file.subarray(at + 8, end),
		});
		at = end + 4;
	}
	return chunks;
}

let table: Uint32Array | undefined;

/** The checksum of the PNG specification, annex D. */
function crc32(bytes: Uint8Array): number {
	table ??= Uint32Array.from({ length: 256 }, (_, byte) => {
		let remainder = byte;
		for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0xedb88320 : 0);
		return remainder;
	});
	let crc = 0xffffffff;
	for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 255] ?? 0);
	return (crc ^ 0xffffffff) >>> 0;
}

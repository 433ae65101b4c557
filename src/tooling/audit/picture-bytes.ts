/** What the bytes of a picture say about it, without decoding them. */
export interface PictureBytes {
	/** false: there are fewer bytes than the picture needs */
	readonly isWhole: boolean;
	/** in pixels, of formats that small placeholders have; absent: not looked for */
	readonly size?: { readonly width: number; readonly height: number };
}

/**
 * Reads the frame of a picture: JPEG, PNG, GIF, WebP, AVIF and its relatives, BMP, icons, SVG.
 *
 * @returns undefined: no format that browsers show
 */
export function readPictureBytes(bytes: Uint8Array): PictureBytes | undefined {
	return FORMATS.find(({ begins }) => begins(bytes))?.read(bytes);
}

interface Format {
	begins(bytes: Uint8Array): boolean;
	read(bytes: Uint8Array): PictureBytes;
}

const FORMATS: readonly Format[] = [
	{ begins: (bytes) => starts(bytes, '\xff\xd8\xff'), read: (bytes) => ({ isWhole: hasEndOfJpeg(bytes) }) },
	{ begins: (bytes) => starts(bytes, '\x89PNG\r\n\x1a\n'), read: readPng },
	{ begins: (bytes) => starts(bytes, 'GIF8'), read: readGif },
	{
		begins: (bytes) => starts(bytes, 'RIFF') && starts(bytes, 'WEBP', 8),
		read: (bytes) => ({ isWhole: bytes.length >= viewOf(bytes).getUint32(4, true) + 8 }),
	},
	{ begins: (bytes) => starts(bytes, 'ftyp', 4), read: (bytes) => ({ isWhole: hasAllBoxes(bytes) }) },
	{
		begins: (bytes) => starts(bytes, 'BM') && bytes.length > 26,
		read: (bytes) => ({ isWhole: bytes.length >= viewOf(bytes).getUint32(2, true) }),
	},
	{ begins: (bytes) => starts(bytes, '\0\0\x01\0'), read: () => ({ isWhole: true }) },
	{ begins: (bytes) => isSvg(textOf(bytes.subarray(0, 4096))), read: readSvg },
];

function starts(bytes: Uint8Array, signature: string, offset = 0): boolean {
	return [...signature].every((character, index) => bytes[offset + index] === character.charCodeAt(0));
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
	return new DataView(buffer, byteOffset, byteLength);
}

const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;

/** Segment by segment: a thumbnail within one has an end of its own. */
function hasEndOfJpeg(bytes: Uint8Array): boolean {
	let at = 2;
	while (at + 4 <= bytes.length) {
		const marker = bytes[at + 1];
		if (bytes[at] !== 0xff || marker === 0xff) at += 1;
		else {
			at += 2 + viewOf(bytes).getUint16(at + 2);
			if (marker !== START_OF_SCAN) continue;
			at = endOfScan(bytes, at);
			if (bytes[at + 1] === END_OF_IMAGE) return true;
		}
	}
	return false;
}

/** Where the next marker stands; stuffed zeros and restart markers (D0 to D7) belong to the scan. */
function endOfScan(bytes: Uint8Array, start: number): number {
	for (let at = bytes.indexOf(0xff, start); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
		const next = bytes[at + 1] ?? 0;
		if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
	}
	return bytes.length;
}

function readPng(bytes: Uint8Array): PictureBytes {
	const view = viewOf(bytes);
	let isWhole = false;
	for (let at = 8; at + 12 <= bytes.length && !isWhole; ) {
		const next = at + 12 + view.getUint32(at);
		isWhole = starts(bytes, 'IEND', at + 4) && next <= bytes.length;
		at = next;
	}
	if (bytes.length < 24) return { isWhole };
	return { isWhole, size: { width: view.getUint32(16), height: view.getUint32(20) } };
}

function readGif(bytes: Uint8Array): PictureBytes {
	if (bytes.length < 10) return { isWhole: false };
	const last = bytes.findLast((byte) => byte !== 0);
	const view = viewOf(bytes);
	const size = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
	return { isWhole: last === 0x3b, size };
}

/** Boxes follow one another; one of length 0 goes on to the end. */
function hasAllBoxes(bytes: Uint8Array): boolean {
	const view = viewOf(bytes);
	let at = 0;
	while (at + 8 <= bytes.length) {
		const short = view.getUint32(at);
		if (short === 0) return true;
		if (short === 1 && at + 16 > bytes.length) return false;
		at += short === 1 ? Number(view.getBigUint64(at + 8)) : Math.max(short, 8);
	}
	return at === bytes.length;
}

function isSvg(beginning: string): boolean {
	return /^\s*(<\?xml[^>]*>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE[^>]*>\s*)*<svg[\s>/]/i.test(beginning);
}

function readSvg(bytes: Uint8Array): PictureBytes {
	return { isWhole: /(<\/svg>|\/>)\s*(<!--[\s\S]*?-->\s*)*$/.test(textOf(bytes.subarray(-4096))) };
}

function textOf(bytes: Uint8Array): string {
	return new TextDecoder().decode(bytes);
}

import { isPause, type Steps } from '../../pixels/steps.js';

/** No code is longer. */
const MOST_BITS = 12;
/** Values that are looked at between two pauses. */
const STRETCH = 1024;

/**
 * Compresses as GIF does, by Lempel, Ziv and Welch: sequences that were seen get codes of their own.
 * @param values at least one
 * @param bits of each value, 2 to 8
 * @returns in blocks of up to 255 bytes, with the length before each, and a 0 at the end
 */
export function* lzwBlocks(values: Uint8Array, bits: number): Steps<Uint8Array<ArrayBuffer>> {
	const clear = 1 << bits;
	const writer = new BlockWriter(values.length);
	// code of a sequence and the value after it: the code of both, 0 if it has none
	const longer = new Uint16Array(1 << (MOST_BITS + bits));
	let width = bits + 1;
	let free = clear + 2;
	const write = (code: number) => {
		writer.write(code, width);
		if (free === 1 << width && width < MOST_BITS) width++;
	};
	writer.write(clear, width);
	let code = values[0] ?? 0;
	for (let from = 1; from < values.length; from += STRETCH) {
		if (isPause(Math.floor(from / STRETCH), STRETCH)) yield;
		const to = Math.min(values.length, from + STRETCH);
		for (let at = from; at < to; at++) {
			const value = values[at] ?? 0;
			const next = longer[(code << bits) | value] ?? 0;
			if (next > 0) {
				code = next;
				continue;
			}
			write(code);
			if (free < 1 << MOST_BITS) {
				longer[(code << bits) | value] = free++;
			} else {
				write(clear);
				longer.fill(0);
				width = bits + 1;
				free = clear + 2;
			}
			code = value;
		}
	}
	write(code);
	write(clear + 1);
	return writer.finish();
}

/** Writes numbers of some bits, the lowest first, into blocks. */
class BlockWriter {
	private readonly bytes: Uint8Array<ArrayBuffer>;
	/** where the length of the block stands */
	private block = 0;
	private end = 1;
	private pending = 0;
	private pendingBits = 0;

	/** @param codes at most, but for those that clear the table */
	constructor(codes: number) {
		this.bytes = new Uint8Array(Math.ceil(codes * (MOST_BITS / 8) * 1.01) + 64);
	}

	write(value: number, bits: number): void {
		this.pending |= value << this.pendingBits;
		this.pendingBits += bits;
		while (this.pendingBits >= 8) {
			this.writeByte(this.pending & 255);
			this.pending >>= 8;
			this.pendingBits -= 8;
		}
	}

	finish(): Uint8Array<ArrayBuffer> {
		if (this.pendingBits > 0) this.writeByte(this.pending);
		this.bytes[this.block] = this.end - this.block - 1;
		return this.bytes.subarray(0, this.end + 1);
	}

	private writeByte(byte: number): void {
		if (this.end - this.block > 255) {
			this.bytes[this.block] = 255;
			this.block = this.end++;
		}
		this.bytes[this.end++] = byte;
	}
}

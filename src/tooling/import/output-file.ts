import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Characters given to the file at once. */
const CHUNK = 65_536;

/** Writes a file whole or not at all: what was there stays until the new text is on the disk. */
export async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
	const draft = `${path}.${process.pid}.tmp`;
	await mkdir(dirname(path), { recursive: true });
	try {
		await pipeline(Readable.from(chunks(pieces)), createWriteStream(draft, { flush: true }));
		await rename(draft, path);
	} catch (error) {
		await rm(draft, { force: true });
		throw error;
	}
}

function* chunks(pieces: Iterable<string>): Generator<string> {
	let chunk = '';
	for (const piece of pieces) {
		chunk += piece;
		if (chunk.length < CHUNK) continue;
		yield chunk;
		chunk = '';
	}
	yield chunk;
}

/**
 * Most that is read of a manifest, a picture or a font, in bytes: more than any shop's has. A server may send
 * without end.
 */
export const MAX_BYTES = 64 * 1024 * 1024;

/** The same for one reply of an image server: no view of a picture is larger. */
export const MAX_PICTURE_BYTES = 16 * 1024 * 1024;

/**
 * Reads all of a response, unless it is too much.
 *
 * @param maxMs for how long; default: as long as it takes
 * @throws if the server says that there is more than `maxBytes`, or sends more, or takes longer; the rest is not
 * fetched
 */
export async function readBounded(
	{ body, headers, url }: Response,
	maxBytes = MAX_BYTES,
	maxMs?: number,
): Promise<Blob> {
	const type = headers.get('content-type') ?? '';
	if (body === null) return new Blob([], { type });
	const reader = body.getReader();
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let size = 0;
	let isLate = false;
	const timer = maxMs === undefined ? undefined : setTimeout(giveUp, maxMs);
	function giveUp(): void {
		isLate = true;
		reader.cancel().catch(() => {});
	}
	try {
		let isTooMuch = Number(headers.get('content-length') ?? 0) > maxBytes;
		while (!isTooMuch) {
			const { done, value } = await reader.read();
			if (isLate) throw new Error(`${url} takes longer than ${maxMs} ms, which is too long`);
			if (done) return new Blob(chunks, { type });
			chunks.push(value);
			size += value.length;
			isTooMuch = size > maxBytes;
		}
		reader.cancel().catch(() => {});
		throw new Error(`${url} has more than ${maxBytes} bytes, which is too much`);
	} finally {
		clearTimeout(timer);
	}
}

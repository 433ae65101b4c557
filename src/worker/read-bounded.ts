/**
 * Most that is read of a manifest, a picture or a font, in bytes: more than any shop's has. A server may send
 * without end.
 */
export const MAX_BYTES = 64 * 1024 * 1024;

/**
 * Reads all of a response, unless it is too much.
 *
 * @throws if the server says that there is more than `maxBytes`, or sends more; the rest is not fetched
 */
export async function readBounded({ body, headers, url }: Response, maxBytes = MAX_BYTES): Promise<Blob> {
	const type = headers.get('content-type') ?? '';
	if (body === null) return new Blob([], { type });
	const reader = body.getReader();
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	let size = 0;
	let isTooMuch = Number(headers.get('content-length') ?? 0) > maxBytes;
	while (!isTooMuch) {
		const { done, value } = await reader.read();
		if (done) return new Blob(chunks, { type });
		chunks.push(value);
		size += value.length;
		isTooMuch = size > maxBytes;
	}
	reader.cancel().catch(() => {});
	throw new Error(`${url} has more than ${maxBytes} bytes, which is too much`);
}

/**
 * Most that is read of a manifest, a picture or a font, in bytes: more than any shop's has. A server may send
 * without end.
 */
export const MAX_BYTES = 64 * 1024 * 1024;

/** The same for one reply of an image server: no view of a picture is larger. */
export const MAX_PICTURE_BYTES = 16 * 1024 * 1024;

/** What came of a body. */
export interface ReadPart {
	readonly chunks: readonly Uint8Array<ArrayBuffer>[];
	/** why there is no more of it; undefined: that was all */
	readonly fault: 'too much' | 'too slow' | { readonly error: unknown } | undefined;
}

/**
 * Reads a body, or as much of it as the bounds allow. The rest is given up.
 *
 * @param enoughBytes once so many are there, no more is taken
 * @param maxMs for how long; default: as long as it takes
 * @param onRead told after each piece what there is by then, and how many bytes
 */
export async function readPart(
	body: ReadableStream<Uint8Array<ArrayBuffer>> | null,
	enoughBytes: number,
	maxMs?: number,
	onRead?: (chunks: ReadPart['chunks'], size: number) => void,
): Promise<ReadPart> {
	const chunks: Uint8Array<ArrayBuffer>[] = [];
	if (body === null) return { chunks, fault: undefined };
	const reader = body.getReader();
	const giveUp = () => void reader.cancel().catch(() => {});
	let isSlow = false;
	const timer =
		maxMs === undefined
			? undefined
			: setTimeout(() => {
					isSlow = true;
					giveUp();
				}, maxMs);
	try {
		for (let size = 0; size < enoughBytes; ) {
			const { done, value } = await reader.read();
			if (isSlow) return { chunks, fault: 'too slow' };
			if (done) return { chunks, fault: undefined };
			chunks.push(value);
			size += value.length;
			onRead?.(chunks, size);
		}
		giveUp();
		return { chunks, fault: 'too much' };
	} catch (error) {
		return { chunks, fault: { error } };
	} finally {
		clearTimeout(timer);
	}
}

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
	const isHuge = Number(headers.get('content-length') ?? 0) > maxBytes;
	const { chunks, fault } = await readPart(body, isHuge ? 0 : maxBytes + 1, maxMs);
	if (fault === 'too slow') throw new Error(`${url} takes longer than ${maxMs} ms, which is too long`);
	if (fault === 'too much') throw new Error(`${url} has more than ${maxBytes} bytes, which is too much`);
	if (fault !== undefined) throw fault.error;
	return new Blob([...chunks], { type: headers.get('content-type') ?? '' });
}

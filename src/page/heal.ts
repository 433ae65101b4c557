import { reload } from './broken-images.js';
import type { FallbackMarks } from './fallback-marks.js';

/** The header of a substitute; the server's own pictures have none. */
const SUBSTITUTE_HEADER = 'X-Image-Understudy';

/**
 * Asks the server again for every image that shows a substitute, and loads those anew that it sends now.
 * The others go on showing what they show, without a flicker.
 *
 * @returns how many images were loaded anew
 */
export async function healImages(marks: FallbackMarks): Promise<number> {
	const healed = await Promise.all(
		[...marks.marked(document)].map(async ([url, images]) => {
			if (!(await isWell(url))) return 0;
			marks.remove(url);
			images.forEach(reload);
			return images.length;
		}),
	);
	return healed.reduce((sum, count) => sum + count, 0);
}

/** `reload` goes past the caches and past the worker's memory of failures, and leaves the new picture in them. */
async function isWell(url: string): Promise<boolean> {
	try {
		const response = await fetch(url, { cache: 'reload' });
		await response.blob();
		return response.ok && !response.headers.has(SUBSTITUTE_HEADER);
	} catch {
		return false;
	}
}

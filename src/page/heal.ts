/**
 * Loads those images anew that the server sends by now. The others go on showing what they show, without a
 * flicker.
 *
 * @param marked images that show a substitute, by the URL that it stands in for
 * @param isWell asks the server
 * @returns how many images were loaded anew
 */
export async function healImages(
	marked: ReadonlyMap<string, readonly HTMLImageElement[]>,
	isWell: (url: string) => Promise<boolean>,
	reload: (image: HTMLImageElement) => void,
): Promise<number> {
	const healed = await Promise.all(
		[...marked].map(async ([url, images]) => {
			if (!(await isWell(url))) return 0;
			await dropCopy(url);
			images.forEach(reload);
			return images.length;
		}),
	);
	return healed.reduce((sum, count) => sum + count, 0);
}

/** The document keeps the substitute in its memory under the same URL, until the URL is fetched past it. */
async function dropCopy(url: string): Promise<void> {
	try {
		await fetch(url, { mode: 'no-cors', credentials: 'include' });
	} catch {
		// the image itself will tell
	}
}

/** Longest wait for a picture that neither comes nor fails, in milliseconds. */
const PATIENCE_MS = 30_000;

/**
 * Loads a picture into an image, anew if it has shown it before.
 *
 * @returns whether it is one, and comes within 30 seconds
 */
export function loadPicture(image: HTMLImageElement, url: string): Promise<boolean> {
	return new Promise((resolve) => {
		const end = (isPicture: boolean) => {
			clearTimeout(timer);
			resolve(isPicture);
		};
		const timer = setTimeout(end, PATIENCE_MS, false);
		image.onload = () => end(true);
		image.onerror = () => end(false);
		image.src = url;
	});
}

/**
 * Loads a picture into an image, anew if it has shown it before.
 *
 * @returns whether it is one
 */
export function loadPicture(image: HTMLImageElement, url: string): Promise<boolean> {
	return new Promise((resolve) => {
		image.onload = () => resolve(true);
		image.onerror = () => resolve(false);
		image.src = url;
	});
}

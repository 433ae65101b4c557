/** Turns a canvas to gray by luminance, the naive conversion of the documentation; alpha stays. */
export function grayscale(canvas: OffscreenCanvasRenderingContext2D): void {
	const { width, height } = canvas.canvas;
	const image = canvas.getImageData(0, 0, width, height);
	const { data } = image;
	for (let at = 0; at < data.length; at += 4) {
		const luminance = 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
		data.fill(Math.round(luminance), at, at + 3);
	}
	canvas.putImageData(image, 0, 0);
}

/**
 * What a shop would write itself to show a message in 300 x 300 pixels, as a JPEG: black Arial of 12 points
 * at 72 pixels per inch, broken into lines between words, from the top left corner.
 */
export async function drawByHand(message: string): Promise<Blob> {
	const canvas = new OffscreenCanvas(300, 300);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no canvas');
	context.fillStyle = '#fff';
	context.fillRect(0, 0, 300, 300);
	context.fillStyle = '#000';
	context.font = '12px Arial, sans-serif';
	let line = '';
	let baseline = 11;
	for (const word of message.split(' ')) {
		const longer = line ? `${line} ${word}` : word;
		if (context.measureText(longer).width > 300) {
			context.fillText(line, 0, baseline);
			line = word;
			baseline += 14;
		} else {
			line = longer;
		}
	}
	context.fillText(line, 0, baseline);
	return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
}

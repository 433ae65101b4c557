import type { Layer } from '../../protocol/image-request.js';
import type { Size } from '../../protocol/values.js';
import { createCanvas, drawOver, release } from '../canvas/canvas.js';
import { clipToPath } from '../canvas/clip.js';
import { chain, translation } from '../geometry/matrix.js';
import type { RenderPort } from '../port.js';
import { ownClipExtent } from './clip-extent.js';
import type { LayerContent } from './layer-content.js';

/**
 * A layer's content cut by the clip path that gave it its size: in perspective the path is warped with it.
 * @returns the content itself if its size is another's business
 */
export function clippedContent(
	layer: Layer,
	content: LayerContent,
	layer0: Size,
	port: RenderPort,
): LayerContent {
	const extent = ownClipExtent(layer, content, layer0);
	if (!extent) return content;
	return {
		...content,
		async draw(canvas, map, alpha) {
			const whole = createCanvas(port, canvas.canvas);
			whole.save();
			await content.draw(whole, map, 1);
			whole.restore();
			clipToPath(whole, layer.commands, chain(translation(-extent.x, -extent.y), map), port);
			drawOver(canvas, whole.canvas, 'source-over', alpha);
			release(whole.canvas);
		},
	};
}

import type { LayerCommands } from '../../protocol/image-request.js';
import type { Path } from '../../protocol/values.js';
import type { Matrix } from '../geometry/matrix.js';
import type { RenderPort } from '../port.js';
import type { Canvas } from './canvas.js';
import { createCanvas, drawOver, release } from './canvas.js';
import { tracePath } from './paths.js';

/**
 * Keeps what lies inside `clipPath` and outside `clipXPath`, which counts only beside the former
 * (`r-clippath.md`, `r-clipxpath.md`). An empty path is none.
 * @param map from pixels of the path to pixels of the canvas
 */
export function clipToPath(
	canvas: Canvas,
	{ clipPath, clipXPath }: LayerCommands,
	map: Matrix,
	port: RenderPort,
): void {
	if (!clipPath?.length) return;
	const keep = (path: Path, operation: GlobalCompositeOperation) => {
		const shape = createCanvas(port, canvas.canvas);
		shape.setTransform(...map);
		tracePath(shape, path);
		shape.fill();
		drawOver(canvas, shape.canvas, operation);
		release(shape.canvas);
	};
	keep(clipPath, 'destination-in');
	if (clipXPath) keep(clipXPath, 'destination-out');
}

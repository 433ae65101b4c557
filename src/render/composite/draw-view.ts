import type { Rectangle, Size } from '../../protocol/values.js';
import type { Canvas } from '../canvas/canvas.js';
import { createCanvas, release } from '../canvas/canvas.js';
import { gridOf } from '../canvas/stage.js';
import type { RenderContext } from '../context.js';
import { operate, operationReach, separated } from '../effects/operations.js';
import type { Matrix } from '../geometry/matrix.js';
import { chain, meanScale, scaling, shifted, translation } from '../geometry/matrix.js';
import type { ViewGeometry } from '../view/view.js';
import { type ViewAreas, viewAreas } from '../view/view-areas.js';
import { type Composite, compositeReach, drawComposite } from './composite.js';

/** A composite and how it is shown. */
export interface View {
	readonly composite: Composite;
	readonly geometry: ViewGeometry;
	/** from composite pixels to those of the reply */
	readonly map: Matrix;
	/** pixels of the reply per pixel of the view that was asked for: less than 1 if it is needed smaller */
	readonly scale: number;
	/** undefined: the reply shows nothing of the composite */
	readonly areas: ViewAreas | undefined;
}

/**
 * @param size of the reply, if another one than the geometry's is needed
 * @param part of the reply at that size, if only that is needed
 */
export function viewOf(
	composite: Composite,
	asked: ViewGeometry,
	size: Size = asked.reply,
	part?: Rectangle,
): View {
	const whole = resized(asked, size);
	const geometry = part ? cut(whole, part) : whole;
	const { picture } = geometry;
	const map = chain(
		scaling(picture.width / composite.size.width, picture.height / composite.size.height),
		translation(picture.x, picture.y),
	);
	const scale = Math.sqrt((size.width * size.height) / (asked.reply.width * asked.reply.height));
	const { sharpening } = separated(composite.request.composite);
	const areas = viewAreas(geometry, {
		composite: compositeReach(composite, map),
		view: operationReach(sharpening, scale, composite.sourceScale * meanScale(map)),
	});
	return { composite, geometry, map, scale, areas };
}

function resized(view: ViewGeometry, reply: Size): ViewGeometry {
	const [x, y] = [reply.width / view.reply.width, reply.height / view.reply.height];
	if (x === 1 && y === 1) return view;
	const scaled = (area: Rectangle): Rectangle => ({
		x: area.x * x,
		y: area.y * y,
		width: area.width * x,
		height: area.height * y,
	});
	return { reply, window: scaled(view.window), picture: scaled(view.picture) };
}

function cut({ window, picture }: ViewGeometry, { x, y, width, height }: Rectangle): ViewGeometry {
	const corner = { x: -x, y: -y };
	return { reply: { width, height }, window: shifted(window, corner), picture: shifted(picture, corner) };
}

/**
 * The view transform (`r-view-transform-for-images.md`): the composite, scaled and aligned, and cut or with
 * bars around it; then sharpening, which is for the view as it is seen; then the tile that `rect=` cuts out.
 */
export async function drawView(view: View, context: RenderContext): Promise<OffscreenCanvas> {
	const { composite, geometry, map, scale, areas } = view;
	const reply = { x: 0, y: 0, ...geometry.reply };
	if (!areas) return createCanvas(context.port, reply).canvas;
	const drawn = await drawComposite(composite, areas.composite, map, context);
	const whole = moved(drawn, areas.composite, areas.view, context);
	await operate(whole, separated(composite.request.composite).sharpening, {
		scale,
		sourceScale: composite.sourceScale * meanScale(map),
		grid: gridOf(map, areas.view),
	});
	return moved(whole, areas.view, reply, context).canvas;
}

/** Shows on a canvas of another area what is on one, which is then released; the very same one if it will do. */
function moved(canvas: Canvas, from: Rectangle, to: Rectangle, { port }: RenderContext): Canvas {
	const same = from.x === to.x && from.y === to.y && from.width === to.width && from.height === to.height;
	if (same) return canvas;
	const other = createCanvas(port, to);
	other.drawImage(canvas.canvas, from.x - to.x, from.y - to.y);
	release(canvas.canvas);
	return other;
}

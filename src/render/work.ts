import type { ImageRequest, LayerCommands } from '../protocol/image-request.js';
import type { Size } from '../protocol/values.js';
import { formatRow } from './formats.js';
import type { PreparedLayer } from './layers.js';
import { boundingBox, chain, meanScale, scaling, translation } from './matrix.js';
import { pathCrossings } from './paths.js';
import { hasOperations } from './pixels/operations.js';
import type { ViewGeometry } from './view.js';

/** How often each of its pixels is touched, roughly. */
const TOUCHES = {
	draw: 1,
	blend: 2,
	operations: 8,
	grow: 24,
	effect: 12,
	perspective: 48,
	palette: 8,
	/** of a row by a line of a path */
	crossing: 64,
} as const;

/** The work that drawing a request will be, in touched pixels; known before anything is drawn. */
export function workOf(
	layers: readonly PreparedLayer[],
	{ composite, compositeEffects, commands }: ImageRequest,
	size: Size,
	{ reply, picture }: ViewGeometry,
): number {
	const toView = chain(
		scaling(picture.width / size.width, picture.height / size.height),
		translation(picture.x, picture.y),
	);
	const layerWork = layers.map(({ layer, position, size: layerSize }) => {
		const box = boundingBox(toView, { ...position, ...layerSize });
		const width = Math.min(box.x + box.width, reply.width) - Math.max(box.x, 0);
		const height = Math.min(box.y + box.height, reply.height) - Math.max(box.y, 0);
		return Math.max(0, width) * Math.max(0, height) * touches(layer.commands, layer.effects);
	});
	const ofFormat = formatRow(commands.fmt?.format).palette ? TOUCHES.palette : 0;
	const whole = reply.width * reply.height * (touches(composite, compositeEffects) + ofFormat);
	const scale = meanScale(toView);
	const paths = [composite, ...layers.map(({ layer }) => layer.commands)].map(({ clipPath, clipXPath }) =>
		[clipPath, clipPath && clipXPath].reduce(
			(sum, path) => sum + TOUCHES.crossing * (path ? pathCrossings(path, scale, reply.height) : 0),
			0,
		),
	);
	return [...layerWork, ...paths].reduce((sum, work) => sum + work, whole);
}

function touches(commands: LayerCommands, effects: readonly { readonly commands: LayerCommands }[]): number {
	return (
		TOUCHES.draw +
		(commands.blendMode || commands.clipPath ? TOUCHES.blend : 0) +
		(commands.perspective ? TOUCHES.perspective : 0) +
		(hasOperations(commands) ? TOUCHES.operations : 0) +
		(commands.op_grow || commands.op_growMask || commands.op_growMaskR ? TOUCHES.grow : 0) +
		effects.reduce((sum, effect) => sum + TOUCHES.effect + (effect.commands.op_grow ? TOUCHES.grow : 0), 0)
	);
}

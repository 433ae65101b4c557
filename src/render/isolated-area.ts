import type { Rectangle, Size } from '../protocol/values.js';
import { effectReach, hasOuterEffects } from './effects.js';
import { maskGrowth } from './layer-mask.js';
import type { PreparedLayer } from './layers.js';
import type { Matrix } from './matrix.js';
import {
	boundingBox,
	chain,
	expanded,
	intersection,
	meanScale,
	translation,
	union,
	wholePixels,
} from './matrix.js';
import { needsTone, operationReach } from './operations.js';

/** The part of a layer that is worked on where it is drawn by way of a canvas of its own. */
export interface IsolatedArea {
	/** whole pixels of the stage */
	readonly area: Rectangle;
	/** all of the layer, with room for what reaches beyond it: its operations and effects know the whole */
	readonly whole: Rectangle;
	readonly isWhole: boolean;
}

/**
 * The whole pixels of a layer that show on a canvas, with room on all sides for what reaches beyond them or
 * decides about them; nothing that lies too far from the canvas to show. Undefined: nothing shows.
 * @param map from composite pixels to pixels of the canvas
 * @param layer0 size of the composite
 */
export function isolatedArea(
	canvas: Size,
	prepared: PreparedLayer,
	map: Matrix,
	layer0: Size,
): IsolatedArea | undefined {
	const { layer, content, size, position } = prepared;
	const { commands, effects } = layer;
	const scale = meanScale(map);
	const reach =
		operationReach(commands, scale, content.sourceScale * scale) +
		Math.ceil(Math.abs(maskGrowth(commands, content, scale))) +
		Math.max(0, ...effects.map((effect) => effectReach(effect, layer0, scale)));
	// a shadow may be thrown from anywhere: no further than across the whole composite
	const longest = Math.max(
		canvas.width,
		canvas.height,
		...[layer0.width, layer0.height].map((side) => side * scale),
	);
	const room = Math.min(reach, Math.ceil(longest));
	const toCanvas = chain(translation(position.x, position.y), map);
	const box = boundingBox(toCanvas, { x: 0, y: 0, ...size });
	const shown = content.ink ? union(box, boundingBox(chain(prepared.map, toCanvas), content.ink)) : box;
	const whole = expanded(wholePixels(shown), room);
	const area = intersection(
		whole,
		expanded({ x: 0, y: 0, width: canvas.width, height: canvas.height }, room),
	);
	if (!area) return undefined;
	return { area, whole, isWhole: area.width === whole.width && area.height === whole.height };
}

/** True if operations or effects of a layer have to know the whole of it, where only a part is drawn. */
export function knowsWhole({ layer: { commands, effects } }: PreparedLayer): boolean {
	return needsTone(commands) || hasOuterEffects(effects);
}

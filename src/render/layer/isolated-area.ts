import type { Rectangle, Size } from '../../protocol/values.js';
import { effectOffset, effectSpread } from '../effects/effects.js';
import { operationReach } from '../effects/operations.js';
import type { Matrix } from '../geometry/matrix.js';
import {
	boundingBox,
	chain,
	expanded,
	intersection,
	meanScale,
	shifted,
	translation,
	union,
	wholePixels,
} from '../geometry/matrix.js';
import { maskGrowth } from './layer-mask.js';
import type { PreparedLayer } from './prepare-layer.js';

/** The part of a layer that is worked on where it is drawn by way of a canvas of its own. */
export interface IsolatedArea {
	/** whole pixels of the stage */
	readonly area: Rectangle;
	/** all of the layer's foreground: its operations and effects know the whole */
	readonly whole: Rectangle;
	readonly isWhole: boolean;
}

/**
 * No effect is thrown onto a canvas from so far away that the rectangle around both has more pixels than this, and
 * than four canvases: all between has to be at hand.
 */
const MOST_BETWEEN = 4_000_000;

/**
 * The whole pixels of a layer that show on a canvas, or throw an effect onto it, with room on all sides for
 * what reaches beyond them or decides about them. Undefined: nothing shows.
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
	// nothing reaches further than across the whole composite
	const sides = [canvas.width, canvas.height, layer0.width * scale, layer0.height * scale];
	const bounded = (reach: number) => Math.min(reach, Math.ceil(Math.max(...sides)));
	const reach = bounded(
		operationReach(commands, scale, content.sourceScale * scale) +
			Math.ceil(Math.abs(maskGrowth(commands, content, scale))),
	);
	const toCanvas = chain(translation(position.x, position.y), map);
	const box = boundingBox(toCanvas, { x: 0, y: 0, ...size });
	const shown = content.ink ? union(box, boundingBox(chain(prepared.map, toCanvas), content.ink)) : box;
	const whole = expanded(wholePixels(shown), reach);
	const seen = { x: 0, y: 0, width: canvas.width, height: canvas.height };
	const most = Math.max(MOST_BETWEEN, 4 * canvas.width * canvas.height);
	const ofEffects = effects.flatMap((effect) => {
		const offset = effectOffset(effect, layer0, map);
		const spread = bounded(effectSpread(effect, scale));
		const from = wholePixels(shifted(expanded(seen, reach + spread), { x: -offset.x, y: -offset.y }));
		const thrown = intersection(expanded(whole, spread), from);
		const landing = thrown && intersection(wholePixels(shifted(thrown, offset)), seen);
		if (thrown === undefined || landing === undefined) return [];
		const between = union(thrown, landing);
		return between.width * between.height > most ? [] : [thrown, landing];
	});
	const parts = [intersection(whole, expanded(seen, reach)), ...ofEffects].filter(
		(part) => part !== undefined,
	);
	if (parts.length === 0) return undefined;
	const area = parts.reduce(union);
	const inside = intersection(whole, area);
	return { area, whole, isWhole: inside?.width === whole.width && inside.height === whole.height };
}

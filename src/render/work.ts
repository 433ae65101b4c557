import type { Effect, LayerCommands } from '../protocol/image-request.js';
import type { Rectangle, Size } from '../protocol/values.js';
import { pathCrossings } from './canvas/paths.js';
import { type Composite, compositeSurvey, stageMap } from './composite/composite.js';
import type { View } from './composite/draw-view.js';
import { hasOperations, separated } from './effects/operations.js';
import { surveyOf } from './effects/survey.js';
import { knowsWhole } from './effects/surveyed.js';
import { formatRow } from './encode/formats.js';
import type { Matrix } from './geometry/matrix.js';
import { boundingBox, chain, intersection, meanScale, translation } from './geometry/matrix.js';
import { isIsolated } from './layer/draw-layer.js';
import { isolatedArea } from './layer/isolated-area.js';
import { hasFills } from './layer/layer-fills.js';
import { maskGrowth, mayBare, needsMask } from './layer/layer-mask.js';
import type { PreparedLayer } from './layer/prepare-layer.js';
import { blurReach, growReduction, SIGMA_PER_RADIUS } from './pixels/reach.js';

/**
 * What one pixel costs, in units of 10 ns, which is about what drawing one takes: measured in Node as CPU
 * time per megapixel, with random pixels (docs/performance.md).
 */
const COSTS = {
	draw: 1,
	/** by way of a canvas of its own */
	isolate: 2,
	clip: 2,
	/** to make a separate mask, and its picture opaque */
	mask: 5,
	/** to give a layer the alpha of its mask */
	alpha: 2,
	/** to have pixels at hand, and back */
	read: 1,
	brightness: 1,
	contrast: 1,
	hue: 6,
	saturation: 2,
	balance: 1,
	colorize: 3,
	invert: 1,
	noise: { uniform: 11, gaussian: 16 },
	dissolve: 8,
	sharpen: 6,
	/** of four channels; three of them if nothing is transparent */
	blur: 24,
	unsharp: 22,
	/** of one channel: in any case, and for each pixel of the radius */
	grow: { once: 3.5, radius: 0.95 },
	/** with a blur of one channel */
	effect: 12,
	/** of an effect, by parts of a pixel */
	shift: 4,
	perspective: 40,
	/** of a reply with at most 256 colours: of each pixel, and to choose the colours, which small pictures have few of */
	palette: { each: 12, once: 10_000_000, mostOnce: 200 },
	/** of a row by a line of a path */
	crossing: 64,
	/** of a layer by way of a canvas of its own, whatever its size */
	canvas: 40_000,
	/** of an effect, whatever its size: a dozen times what it takes, so that thousands of tiny ones are refused */
	eachEffect: 640_000,
} as const;

/** The work that drawing a view will be, in units of `COSTS.draw`; known before anything is drawn. */
export function workOf({ composite, geometry: { reply }, map, scale, areas }: View): number {
	const { request, sourceScale } = composite;
	const { sharpening, others } = separated(request.composite);
	const reading =
		COSTS.draw * pixels(reply) + (formatRow(request.commands.fmt?.format).palette ? paletteWork(reply) : 0);
	if (!areas) return reading;
	const mergeWork = (canvas: Size, toCanvas: Matrix) =>
		layersWork(composite, canvas, toCanvas) +
		foregroundWork(others, canvas, { scale: meanScale(toCanvas), sourceScale }) +
		effectsWork(request.compositeEffects, canvas, meanScale(toCanvas));
	const { view, composite: area } = areas;
	const survey = compositeSurvey(composite, area, map);
	return (
		reading +
		mergeWork(area, chain(map, translation(-area.x, -area.y))) +
		(survey ? 2 * mergeWork(survey.size, chain(map, survey.map)) : 0) +
		foregroundWork(sharpening, view, { scale, sourceScale })
	);
}

function paletteWork(reply: Size): number {
	const { each, once, mostOnce } = COSTS.palette;
	return each * pixels(reply) + Math.min(once, mostOnce * pixels(reply));
}

function layersWork(composite: Composite, canvas: Size, map: Matrix): number {
	const toStage = stageMap(composite, map);
	return composite.layers.reduce((sum, layer) => sum + layerWork(layer, canvas, toStage, composite.size), 0);
}

function layerWork(prepared: PreparedLayer, canvas: Size, map: Matrix, layer0: Size): number {
	const { layer, content, size, position } = prepared;
	const { commands, effects } = layer;
	if (commands.hide) return 0;
	const shown = intersection(
		boundingBox(chain(translation(position.x, position.y), map), { x: 0, y: 0, ...size }),
		{ x: 0, y: 0, width: canvas.width, height: canvas.height },
	);
	const toContent = chain(prepared.map, translation(position.x, position.y));
	const drawing = (area: number, canvasArea: Rectangle, toCanvas: Matrix) => {
		const flat = content.detour?.(canvasArea, chain(toContent, toCanvas)) ?? 0;
		const once = (COSTS.draw + (commands.perspective ? COSTS.perspective : 0)) * area;
		const shapes = content.mask || mayBare(content, commands) ? 2 : 1;
		const clips = content.clip && commands.perspective ? clippings(prepared) : 0;
		return (
			(shapes + clips) * (once + (COSTS.draw + COSTS.read) * flat) + (content.mask ? COSTS.mask * area : 0)
		);
	};
	const isolated = isIsolated(prepared) ? isolatedArea(canvas, prepared, map, layer0) : undefined;
	const seen = isolated?.area ?? { x: 0, y: 0, width: canvas.width, height: canvas.height };
	const drawn = drawing(pixels(shown), seen, map);
	if (!isolated) return drawn;
	const work = (area: Size, scale: number) =>
		COSTS.canvas +
		(COSTS.isolate + (needsMask(content, commands) ? COSTS.alpha : 0) + dissolveCost(commands.blendMode)) *
			pixels(area) +
		foregroundWork(commands, area, { scale, sourceScale: content.sourceScale }) +
		(clippings(prepared) > 1 ? clipWork(commands, area, scale) : 0) +
		growWork(maskGrowth(commands, content, scale), area) +
		effectsWork(effects, area, scale);
	const scale = meanScale(map);
	const survey = isolated.isWhole || !knowsWhole(commands, effects) ? undefined : surveyOf(isolated.whole);
	if (!survey) return drawn + work(isolated.area, scale);
	const surveying =
		work(survey.size, scale * survey.scale) +
		drawing(pixels(survey.size), { x: 0, y: 0, ...survey.size }, chain(map, survey.map));
	return drawn + work(isolated.area, scale) + 2 * surveying;
}

/** How often the clip path of a layer is applied: to its content, and to what lies beneath. */
function clippings(prepared: PreparedLayer): number {
	if (!prepared.layer.commands.clipPath?.length) return 0;
	return hasFills(prepared) ? 2 : 1;
}

/** Operations and clip path, the same for a layer and for the composite. */
function foregroundWork(
	commands: LayerCommands,
	area: Size,
	{ scale, sourceScale }: { readonly scale: number; readonly sourceScale: number },
): number {
	const { op_noise, op_grow = 0, op_blur = 0, op_usm, op_usmR } = commands;
	const each =
		(hasOperations(commands) ? COSTS.read : 0) +
		(commands.op_brightness ? COSTS.brightness : 0) +
		(commands.op_contrast ? COSTS.contrast : 0) +
		(commands.op_hue ? COSTS.hue : 0) +
		(commands.op_saturation ? COSTS.saturation : 0) +
		(commands.op_colorbalance ? COSTS.balance : 0) +
		(commands.op_colorize ? COSTS.colorize : 0) +
		(commands.op_invert ? COSTS.invert : 0) +
		(op_noise?.amount ? COSTS.noise[op_noise.distribution] : 0) +
		(commands.op_sharpen ? COSTS.sharpen : 0);
	return (
		each * pixels(area) +
		4 * growWork(op_grow * scale, area) +
		blurWork(COSTS.blur, op_blur * scale, area) +
		blurWork(COSTS.unsharp, (op_usm?.radius ?? 0) * Math.min(1, sourceScale * scale), area) +
		blurWork(COSTS.unsharp, (op_usmR?.radius ?? 0) * scale, area) +
		clipWork(commands, area, scale)
	);
}

function clipWork({ clipPath, clipXPath }: LayerCommands, area: Size, scale: number): number {
	const paths = clipPath?.length ? [clipPath, clipXPath].filter((path) => path !== undefined) : [];
	return paths.reduce(
		(sum, path) => sum + COSTS.clip * pixels(area) + COSTS.crossing * pathCrossings(path, scale, area.height),
		0,
	);
}

function effectsWork(effects: readonly Effect[], area: Size, scale: number): number {
	return effects.reduce(
		(sum, { commands: { op_grow = 0, op_blur = 0, op_noise, blendMode, pos } }) =>
			sum +
			COSTS.eachEffect +
			blurWork(COSTS.effect, Math.max(1, op_blur * scale), area) +
			growWork(op_grow * scale, area) +
			(op_noise?.amount ? COSTS.noise[op_noise.distribution] * pixels(area) : 0) +
			(dissolveCost(blendMode) + (pos && !Number.isInteger(scale) ? COSTS.shift : 0)) * pixels(area),
		0,
	);
}

/** Of one pixel. */
function dissolveCost(mode: string | undefined): number {
	return mode === 'dissolve' ? COSTS.dissolve : 0;
}

/** Of one channel. */
function growWork(radius: number, area: Size): number {
	if (radius === 0) return 0;
	const factor = growReduction(radius);
	const perPixel = COSTS.grow.once + (COSTS.grow.radius * Math.abs(radius)) / factor ** 3;
	// a part of a pixel lies between two whole radii
	const times = factor === 1 && !Number.isInteger(radius) ? 2 : 1;
	return times * pixels(area) * perPixel;
}

/** Lines are filtered with as much beside them as the blur reaches. */
function blurWork(cost: number, radius: number, area: Size): number {
	const margin = blurReach(radius * SIGMA_PER_RADIUS);
	return margin === 0 ? 0 : cost * (pixels(area) + margin * (area.width + area.height));
}

function pixels(area: Size | undefined): number {
	return area ? area.width * area.height : 0;
}

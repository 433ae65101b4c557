import type { TextDocument } from '../../protocol/text-document.js';
import type { Matrix } from '../geometry/matrix.js';
import { apply, chain, cornersOf, IDENTITY, rotation, translation } from '../geometry/matrix.js';
import { roundUp } from '../geometry/rounding.js';
import type { Steps } from '../pixels/steps.js';
import { textAlongPath } from './along-path.js';
import type { ComposedText, TextFrame } from './composed-text.js';
import { cells } from './composed-text.js';
import { copyFitted } from './fit-text.js';
import { FlowShape, outlineOf, polygons } from './flow-shape.js';
import { type FlowedText, flowText } from './flow-text.js';
import { flowWork } from './flow-work.js';
import { scaledMargins } from './layout.js';
import type { TextMeasure } from './measure.js';
import { pathTracks } from './path-tracks.js';
import type { TextPiece } from './place-line.js';
import type { TextDirection } from './text-in-box.js';
import { textInBox } from './text-in-box.js';
import { verticalMeasure, verticalPieces } from './vertical.js';

const DOWNWARDS: TextDirection = { measure: verticalMeasure, pieces: verticalPieces };

/** Text that runs along a path, fills a shape, or runs at an angle or downwards (`r-text-layers.md`). */
export function shapedText(document: TextDocument, frame: TextFrame): Steps<ComposedText> {
	const { box, commands } = frame;
	const direction = document.flow === 'vertical' ? DOWNWARDS : undefined;
	const angle = (commands.textAngle ?? 0) + (direction ? 90 : 0);
	const { textPath, textFlowPath } = commands;
	if (textPath?.length) return onPath(document, frame);
	if (textFlowPath?.length) return inShapes(document, angle, frame);
	const { width, height } = box;
	const quarters = angle / 90;
	if (Number.isInteger(quarters) || width === undefined || height === undefined) {
		return textInBox(document, angle, frame, direction);
	}
	const { left, top, right, bottom } = scaledMargins(document, box, frame.fit.resolution / 72);
	const inside = {
		x: left,
		y: top,
		width: Math.max(0, width - left - right),
		height: Math.max(0, height - top - bottom),
	};
	const back = rotation(-angle);
	const shape = new FlowShape(
		cornersOf(inside).map((corner) => apply(back, corner)),
		outlineOf([]),
	);
	return flowed(document, [shape], angle, frame);
}

/** Regions that the text fills, in the direction in which it runs. */
function inShapes(document: TextDocument, angle: number, frame: TextFrame): Steps<ComposedText> {
	const { textFlowPath = [], textFlowXPath = [] } = frame.commands;
	const back = rotation(-angle);
	const holes = outlineOf(polygons(textFlowXPath, back));
	const shapes = polygons(textFlowPath, back).map((outline) => new FlowShape(outline, holes));
	return flowed(document, shapes, angle, frame);
}

function flowed(
	document: TextDocument,
	shapes: readonly FlowShape[],
	angle: number,
	frame: TextFrame,
): Steps<ComposedText> {
	const scale = frame.fit.resolution / 72;
	const direction = document.flow === 'vertical' ? DOWNWARDS : undefined;
	const plain = frame.measureAt(scale);
	const measure = direction?.measure(plain) ?? plain;
	frame.spend(flowWork(document, shapes, measure));
	const lay = (sized: TextDocument) => flowText(sized, shapes, measure);
	// Where the lines stand does not matter for whether they fit.
	const attempt = (sized: TextDocument, trial: TextMeasure) =>
		flowText({ ...sized, verticalAlign: 'top' }, shapes, trial, false);
	return fitted(copyFitted(document, measure, lay, attempt), (pieces) =>
		placed(direction?.pieces(pieces, plain) ?? pieces, rotation(angle), scale, frame),
	);
}

function* fitted(
	layout: Steps<FlowedText>,
	place: (pieces: FlowedText['pieces']) => ComposedText,
): Steps<ComposedText> {
	return place((yield* layout).pieces);
}

/** A path that the text stands on. */
function onPath(document: TextDocument, frame: TextFrame): Steps<ComposedText> {
	const { textPath = [], pathAttr } = frame.commands;
	const scale = frame.fit.resolution / 72;
	const measure = frame.measureAt(scale);
	const tracks = pathTracks(textPath, pathAttr);
	const aligned = frame.box.width === undefined;
	const lay = (sized: TextDocument) => textAlongPath(sized, tracks, aligned, measure);
	const attempt = (sized: TextDocument, trial: TextMeasure) =>
		textAlongPath(sized, tracks, aligned, trial, false);
	return fitted(copyFitted(document, measure, lay, attempt), (pieces) =>
		placed(pieces, IDENTITY, scale, frame),
	);
}

/** Without `size=` the layer is as large as the text, and its origin is that of the path's coordinates. */
function placed(pieces: readonly TextPiece[], map: Matrix, scale: number, frame: TextFrame): ComposedText {
	const { width, height } = frame.box;
	const ink = cells(pieces, frame.measureAt(scale), map);
	if (width !== undefined) {
		const bottom = height ?? roundUp(ink.y + ink.height);
		return { size: { width, height: bottom }, anchor: undefined, pieces, map, scale, ink };
	}
	const left = Math.floor(ink.x);
	const top = Math.floor(ink.y);
	return {
		size: { width: roundUp(ink.x + ink.width - left), height: roundUp(ink.y + ink.height - top) },
		anchor: { x: -left, y: -top },
		pieces,
		map: chain(map, translation(-left, -top)),
		scale,
		ink: { ...ink, x: ink.x - left, y: ink.y - top },
	};
}

import type { LayerCommands } from '../../protocol/image-request.js';
import type { TextDocument } from '../../protocol/text-document.js';
import type { Edges, Point, Rectangle, Size } from '../../protocol/values.js';
import type { Matrix } from '../matrix.js';
import { apply, boundingBox, chain, IDENTITY, rotation, translation } from '../matrix.js';
import { roundUp } from '../rounding.js';
import { textAlongPath } from './along-path.js';
import type { TextFit } from './fit-text.js';
import { copyFitted, fitText } from './fit-text.js';
import { FlowShape, polygons } from './flow-shape.js';
import type { FlowedText } from './flow-text.js';
import { flowText } from './flow-text.js';
import type { TextBox } from './layout.js';
import type { TextMeasure } from './measure.js';
import { pathTracks } from './path-tracks.js';
import type { TextPiece } from './place-line.js';
import { verticalMeasure, verticalPieces } from './vertical.js';

/** What decides about a text's place besides the text itself. */
export interface TextFrame {
	readonly box: TextBox;
	readonly fit: TextFit;
	/** `textAngle`, `textPath`, `pathAttr`, `textFlowPath`, `textFlowXPath` */
	readonly commands: LayerCommands;
	/** gives a measure for so many pixels per point */
	measureAt(scale: number): TextMeasure;
	/** is told of the work that shapes are, as touched pixels; may throw */
	spend(pixels: number): void;
}

/** A text layer before it is drawn. */
export interface ComposedText {
	/** of the layer, pixels */
	readonly size: Size;
	/** default origin, in pixels of the layer; undefined: none but the centre */
	readonly anchor: Point | undefined;
	readonly pieces: readonly TextPiece[];
	/** from the space of the pieces to pixels of the layer */
	readonly map: Matrix;
	/** pixels per point */
	readonly scale: number;
	/** the characters' cells, in pixels of the layer: they may lie outside it */
	readonly ink: Rectangle;
}

/** Lays a text out after the model of its layer (`r-text-layers.md`). */
export function composeText(document: TextDocument, frame: TextFrame): ComposedText {
	const { box, commands } = frame;
	const vertical = document.flow === 'vertical';
	const angle = (commands.textAngle ?? 0) + (vertical ? 90 : 0);
	const { textPath, textFlowPath } = commands;
	if (textPath?.length) return onPath(document, frame);
	if (textFlowPath?.length) return inShapes(document, angle, frame);
	const { width, height } = box;
	const quarters = angle / 90;
	if (Number.isInteger(quarters) || width === undefined || height === undefined) {
		return inBox(document, angle, frame);
	}
	const corners = [
		{ x: 0, y: 0 },
		{ x: width, y: 0 },
		{ x: width, y: height },
		{ x: 0, y: height },
	];
	const back = rotation(-angle);
	const shape = new FlowShape(
		corners.map((corner) => apply(back, corner)),
		[],
		frame.spend,
	);
	return flowed(document, [shape], angle, frame);
}

/** The usual box, or no box; turned as a whole if the text runs another way. */
function inBox(document: TextDocument, angle: number, frame: TextFrame): ComposedText {
	const { box, fit } = frame;
	const turns = Number.isInteger(angle / 90) ? (((angle / 90) % 4) + 4) % 4 : 0;
	const turned = turns % 2 === 1 ? { ...box, width: box.height, height: box.width } : box;
	const { layout, scale } = fitText(turnedMargins(document, turns), turned, fit, measures(document, frame));
	const turn = rotation(angle);
	const area = boundingBox(turn, { x: 0, y: 0, width: layout.width, height: layout.height });
	const map = chain(turn, translation(-area.x, -area.y));
	const anchor = pointTextAnchor(document, box, layout);
	const pieces = drawnPieces(document, layout.pieces, frame, scale);
	return {
		size: { width: roundUp(area.width), height: roundUp(area.height) },
		anchor: anchor && apply(map, anchor),
		pieces,
		map,
		scale,
		ink: cells(pieces, frame.measureAt(scale), map),
	};
}

/** Margins belong to the box, not to the text: those of a quarter turn are handed on. */
function turnedMargins(document: TextDocument, turns: number): TextDocument {
	if (!document.margins || turns === 0) return document;
	const { left, top, right, bottom } = document.margins;
	const around = [left, top, right, bottom];
	const edge = (at: number) => around[(at + turns) % 4] ?? 0;
	const margins: Edges = { left: edge(0), top: edge(1), right: edge(2), bottom: edge(3) };
	return { ...document, margins };
}

/**
 * Self-sizing `textPs=` is point text: its first line sits on the layer's origin, to the right of it, to the
 * left or around it, as the text is aligned (`r-text-layers.md`).
 */
function pointTextAnchor(
	{ paragraphs }: TextDocument,
	box: TextBox,
	{ width, pieces }: { readonly width: number; readonly pieces: readonly TextPiece[] },
): Point | undefined {
	const [first] = pieces;
	if (box.renderer !== 'textPs' || box.width !== undefined || !first) return undefined;
	const align = paragraphs[0]?.align;
	const share = align === 'right' ? 1 : align === 'center' ? 0.5 : 0;
	return { x: width * share, y: first.baseline };
}

/** Regions that the text fills, in the direction in which it runs. */
function inShapes(document: TextDocument, angle: number, frame: TextFrame): ComposedText {
	const { textFlowPath = [], textFlowXPath = [] } = frame.commands;
	const back = rotation(-angle);
	const holes = polygons(textFlowXPath, back);
	const shapes = polygons(textFlowPath, back).map((outline) => new FlowShape(outline, holes, frame.spend));
	return flowed(document, shapes, angle, frame);
}

function flowed(
	document: TextDocument,
	shapes: readonly FlowShape[],
	angle: number,
	frame: TextFrame,
): ComposedText {
	const scale = frame.fit.resolution / 72;
	const measure = measures(document, frame)(scale);
	const lay = (sized: TextDocument) => flowText(sized, shapes, measure);
	// Where the lines stand does not matter for whether they fit.
	const attempt = (sized: TextDocument, trial: TextMeasure) =>
		flowText({ ...sized, verticalAlign: 'top' }, shapes, trial, false);
	const { pieces } = copyFitted(document, measure, lay, attempt);
	return placed(drawnPieces(document, pieces, frame, scale), rotation(angle), scale, frame);
}

/** A path that the text stands on. */
function onPath(document: TextDocument, frame: TextFrame): ComposedText {
	const { textPath = [], pathAttr } = frame.commands;
	const scale = frame.fit.resolution / 72;
	const measure = frame.measureAt(scale);
	const tracks = pathTracks(textPath, pathAttr);
	const aligned = frame.box.width === undefined;
	const lay = (sized: TextDocument): FlowedText => textAlongPath(sized, tracks, aligned, measure);
	const attempt = (sized: TextDocument, trial: TextMeasure) =>
		textAlongPath(sized, tracks, aligned, trial, false);
	return placed(copyFitted(document, measure, lay, attempt).pieces, IDENTITY, scale, frame);
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

function measures({ flow }: TextDocument, { measureAt }: TextFrame): (scale: number) => TextMeasure {
	return flow === 'vertical' ? (scale) => verticalMeasure(measureAt(scale)) : measureAt;
}

function drawnPieces(
	{ flow }: TextDocument,
	pieces: readonly TextPiece[],
	{ measureAt }: TextFrame,
	scale: number,
): readonly TextPiece[] {
	return flow === 'vertical' ? verticalPieces(pieces, measureAt(scale)) : pieces;
}

/** The smallest rectangle with the cells of all characters. */
function cells(pieces: readonly TextPiece[], measure: TextMeasure, map: Matrix): Rectangle {
	let [left, top] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
	let [right, bottom] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
	for (const { style, x, baseline, width, turn = 0 } of pieces) {
		const { ascent, descent } = measure.font(style);
		const toLayer = chain(rotation(turn), translation(x, baseline), map);
		const box = boundingBox(toLayer, { x: 0, y: -ascent, width, height: ascent + descent });
		left = Math.min(left, box.x);
		top = Math.min(top, box.y);
		right = Math.max(right, box.x + box.width);
		bottom = Math.max(bottom, box.y + box.height);
	}
	return left > right
		? { x: 0, y: 0, width: 0, height: 0 }
		: { x: left, y: top, width: right - left, height: bottom - top };
}

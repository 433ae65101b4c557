import type { TextDocument } from '../../protocol/text-document.js';
import type { Edges, Point } from '../../protocol/values.js';
import { apply, boundingBox, chain, rotation, translation } from '../geometry/matrix.js';
import { roundUp } from '../geometry/rounding.js';
import type { Steps } from '../pixels/steps.js';
import type { ComposedText, TextFrame } from './composed-text.js';
import { cells } from './composed-text.js';
import { fitText } from './fit-text.js';
import type { TextLayout } from './layout.js';
import type { TextMeasure } from './measure.js';
import type { TextPiece } from './place-line.js';

/** What is different for text that does not run along its baseline. */
export interface TextDirection {
	measure(measure: TextMeasure): TextMeasure;
	/** @param measure that of text on a baseline */
	pieces(pieces: readonly TextPiece[], measure: TextMeasure): readonly TextPiece[];
}

/**
 * The usual box, or no box; turned as a whole if the text runs another way.
 * @param direction how text runs downwards; absent: it does not
 */
export function* textInBox(
	document: TextDocument,
	angle: number,
	{ box, fit, measureAt }: TextFrame,
	direction?: TextDirection,
): Steps<ComposedText> {
	const turns = Number.isInteger(angle / 90) ? (((angle / 90) % 4) + 4) % 4 : 0;
	const turned = turns % 2 === 1 ? { ...box, width: box.height, height: box.width } : box;
	const measures = direction ? (scale: number) => direction.measure(measureAt(scale)) : measureAt;
	const { layout, scale } = yield* fitText(turnedMargins(document, turns), turned, fit, measures);
	const turn = rotation(angle);
	const area = boundingBox(turn, { x: 0, y: 0, width: layout.width, height: layout.height });
	const map = chain(turn, translation(-area.x, -area.y));
	const anchor = pointTextAnchor(layout);
	const measure = measureAt(scale);
	const pieces = direction?.pieces(layout.pieces, measure) ?? layout.pieces;
	return {
		size: { width: roundUp(area.width), height: roundUp(area.height) },
		anchor: anchor && apply(map, anchor),
		pieces,
		map,
		scale,
		ink: cells(pieces, measure, map),
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

/** The first line of point text sits on the layer's origin (`r-text-layers.md`). */
function pointTextAnchor({ pointX, pieces: [first] }: TextLayout): Point | undefined {
	return pointX === undefined || !first ? undefined : { x: pointX, y: first.baseline };
}

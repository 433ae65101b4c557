import type { TextDocument, TextRun } from '../../protocol/text-document.js';
import type { Steps } from '../pixels/steps.js';
import { baseLevel } from './bidi.js';
import { LineBreaker } from './break-lines.js';
import { graphemes } from './break-opportunities.js';
import type { FlowedText } from './flow-text.js';
import type { TextMeasure } from './measure.js';
import { CURSIVE } from './measure.js';
import { DEFAULT_STYLE } from './paragraph-runs.js';
import type { Track } from './path-tracks.js';
import type { TextPiece } from './place-line.js';
import { placeLine } from './place-line.js';
import { styledRuns } from './styled-runs.js';

/**
 * Puts a text on a path, character by character (`r-textpath.md`): what follows the first line break is left
 * out, as is what finds no room.
 * @param tracks the parts of the path, in the order in which they are used
 * @param aligned false: the paragraph's alignment does not count
 * @param place false: only whether the text fits is wanted, and there are no pieces
 */
export function* textAlongPath(
	document: TextDocument,
	tracks: readonly Track[],
	aligned: boolean,
	measure: TextMeasure,
	place = true,
): Steps<FlowedText> {
	const [paragraph] = document.paragraphs;
	if (!paragraph) return { pieces: [], limitsKept: true, complete: true };
	const runs = firstLine(paragraph.runs);
	const { align, firstIndent = 0, leftIndent = 0, rightIndent = 0 } = paragraph;
	const breaker = new LineBreaker(styledRuns(runs), measure);
	const base = baseLevel(runs.map((run) => run.text).join(''));
	const pieces: TextPiece[] = [];
	for (const [at, track] of tracks.entries()) {
		if (breaker.done) break;
		yield;
		const indent = (leftIndent + (at === 0 ? firstIndent : 0)) * measure.scale;
		const right = rightIndent * measure.scale;
		const room = track.length - indent - right;
		const last = at === tracks.length - 1;
		if (room <= 0 || (!last && breaker.wordWidth > room)) continue;
		const line = breaker.take(room, true);
		if (line.width > room + 0.5 || !place) continue;
		const placed = placeLine(
			{
				...line,
				indent,
				rightIndent: right,
				before: 0,
				ascent: 0,
				descent: 0,
				pitch: 0,
				align: aligned ? align : 'left',
				base,
			},
			track.length,
			0,
			'textPs',
			measure,
		);
		for (const piece of placed) pieces.push(...(yield* bent(piece, track, measure)));
	}
	// the one line that there is exceeds no limit
	return { pieces, limitsKept: true, complete: breaker.done };
}

/** The runs up to the first line break. */
function firstLine(runs: readonly TextRun[]): readonly TextRun[] {
	const found: TextRun[] = [];
	for (const { text, style } of runs) {
		const end = text.indexOf('\n');
		found.push({ text: end < 0 ? text : text.slice(0, end), style });
		if (end >= 0) break;
	}
	return found.length > 0 ? found : [{ text: '', style: DEFAULT_STYLE }];
}

/** A straight piece, its characters stood on the path: each touches it below its middle. */
function* bent(piece: TextPiece, track: Track, measure: TextMeasure): Steps<readonly TextPiece[]> {
	const { style } = piece;
	// Joined letters would be torn apart: such words stay straight.
	const parts = CURSIVE.test(piece.text) ? (piece.text.match(/\s+|\S+/g) ?? []) : graphemes(piece.text);
	const advance = advances(parts, piece, measure);
	let start = piece.rtl ? piece.x + piece.width : piece.x;
	const found: TextPiece[] = [];
	for (const [index, text] of parts.entries()) {
		yield;
		const width = advance(index);
		if (piece.rtl) start -= width;
		const { x, y, angle } = track.at(start + width / 2);
		if (!piece.rtl) start += width;
		const radians = (angle * Math.PI) / 180;
		const [right, down] = [-width / 2, piece.baseline];
		found.push({
			text,
			style,
			width,
			...(piece.rtl && { rtl: true as const }),
			turn: angle,
			x: x + right * Math.cos(radians) - down * Math.sin(radians),
			baseline: y + right * Math.sin(radians) + down * Math.cos(radians),
		});
	}
	return found;
}

/** How far each part moves the pen, by its index, with the kerning towards the next one. */
function advances(parts: readonly string[], { style }: TextPiece, measure: TextMeasure) {
	const known = new Map<string, number>();
	const advance = (text: string) => {
		const found = known.get(text) ?? measure.text(text, style).advance;
		known.set(text, found);
		return found;
	};
	return (at: number): number => {
		const [part = '', next] = [parts[at], parts[at + 1]];
		return next === undefined ? advance(part) : advance(part + next) - advance(next);
	};
}

import type { TextStyle } from '../../protocol/text-document.js';
import { graphemes } from './break-opportunities.js';
import type { TextMeasure } from './measure.js';
import { CURSIVE } from './measure.js';
import type { TextPiece } from './place-line.js';

/** Characters of scripts that are written downwards: they stand upright, each in a square of one em. */
const UPRIGHT =
	/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Yi}\p{Extended_Pictographic}\p{Regional_Indicator}\u3000-\u303f\uff01-\uff60]/u;
/** Marks that lie on their side even among those: brackets, dashes, the mark of long vowels. */
const SIDEWAYS =
	/^[\u2010-\u2016\u2025\u2026\u3008-\u3011\u3014-\u301c\u30fc\uff08\uff09\uff0d\uff1d\uff3b\uff3d\uff5b-\uff60]/;
/** Marks that move to the top right corner of their square, and small kana, which move a little. */
const CORNER = /^[\u3001\u3002\uff0c\uff0e]/;
const SMALL_KANA = /^[ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰ-ㇿ]/;

/** In em, towards the top right. */
const CORNER_SHIFT = 0.5;
const SMALL_KANA_SHIFT = 0.1;

/** A part of a vertical line: one upright character, or text that lies on its side. */
interface Part {
	readonly text: string;
	readonly upright: boolean;
}

/**
 * Measures text that runs downwards (`\stextflow1`): the line is as long as its characters are high, and what
 * is called the baseline is the middle of the column.
 */
export function verticalMeasure(measure: TextMeasure): TextMeasure {
	const length = (text: string, style: TextStyle, of: typeof partLength) =>
		parts(text, style).reduce((sum, part) => sum + of(part, style, measure), 0);
	return {
		scale: measure.scale,
		firstBaseline: 0.5,
		font(style) {
			const { ascent, descent, lineGap } = measure.font(style);
			const half = (ascent + descent + lineGap) / 2;
			return { ascent: half, descent: half, lineGap: 0 };
		},
		text(text, style) {
			const advance = length(text, style, partLength);
			return { advance, left: 0, right: advance, above: 0 };
		},
		rough: (word, style) => length(word, style, roughLength),
	};
}

/** Cuts pieces of vertical lines into what is drawn at one go, each turned as it stands. */
export function verticalPieces(pieces: readonly TextPiece[], measure: TextMeasure): readonly TextPiece[] {
	return pieces.flatMap((piece) => {
		const { text, style } = piece;
		const { ascent, descent } = measure.font(style);
		const middle = (ascent - descent) / 2;
		let x = piece.x;
		return parts(text, style).map((part) => {
			const length = partLength(part, style, measure);
			const start = x;
			x += length;
			if (!part.upright) {
				return { ...piece, text: part.text, x: start, baseline: piece.baseline + middle, width: length };
			}
			const width = measure.text(part.text, style).advance;
			const shift = shiftOf(part.text) * style.size * measure.scale;
			return {
				...piece,
				text: part.text,
				x: start + length / 2 + middle - shift,
				baseline: piece.baseline + width / 2 - shift,
				width,
				turn: -90,
			};
		});
	});
}

function shiftOf(text: string): number {
	if (CORNER.test(text)) return CORNER_SHIFT;
	return SMALL_KANA.test(text) ? SMALL_KANA_SHIFT : 0;
}

function roughLength(part: Part, style: TextStyle, measure: TextMeasure): number {
	return part.upright || !measure.rough ? partLength(part, style, measure) : measure.rough(part.text, style);
}

function partLength({ text, upright }: Part, style: TextStyle, measure: TextMeasure): number {
	if (!upright) return measure.text(text, style).advance;
	const { size, scaleY = 1, letterSpacing = 0 } = style;
	return (size * scaleY + letterSpacing) * measure.scale;
}

/** True of letters that can stand one below the other. */
function isLone(cluster: string): boolean {
	return !/^\s/.test(cluster) && !CURSIVE.test(cluster);
}

function parts(text: string, { baseline }: TextStyle): readonly Part[] {
	const found: { text: string; upright: boolean }[] = [];
	for (const cluster of graphemes(text)) {
		const upright =
			!SIDEWAYS.test(cluster) && (UPRIGHT.test(cluster) || (baseline !== 'rotated' && isLone(cluster)));
		const last = found[found.length - 1];
		if (last && !upright && !last.upright) last.text += cluster;
		else found.push({ text: cluster, upright });
	}
	return found;
}

import type { Paragraph, TextStyle } from '../../protocol/text-document.js';
import type { LineSpan } from './break-lines.js';
import type { FontExtent, TextMeasure } from './measure.js';

/** The manner of `text=` or of `textPs=`. */
export type TextRenderer = 'text' | 'textPs';

/** A line that knows its heights, but not its place. */
export interface Line {
	readonly spans: readonly LineSpan[];
	/** without the spaces at its end */
	readonly width: number;
	/** between the box's left edge and the paragraph's, with the first line's indent */
	readonly indent: number;
	readonly rightIndent: number;
	/** space above, of the paragraph */
	readonly before: number;
	readonly ascent: number;
	readonly descent: number;
	/** from this line's top to the next one's */
	readonly pitch: number;
	readonly align: Paragraph['align'];
	/** 1: its paragraph runs from right to left */
	readonly base: 0 | 1;
}

export function lineHeight(
	spans: readonly Pick<LineSpan, 'style'>[],
	{ lineSpacing }: Paragraph,
	renderer: TextRenderer,
	measure: TextMeasure,
): Pick<Line, 'ascent' | 'descent' | 'pitch'> {
	const fonts = spans.map(({ style }) => runHeight(measure.font(style), style, renderer, measure.scale));
	const ascent = Math.max(...fonts.map((font) => font.ascent));
	const descent = Math.max(...fonts.map((font) => font.descent));
	const natural = ascent + Math.max(...fonts.map((font) => font.descent + font.lineGap));
	return { ascent, descent, pitch: spaced(natural, lineSpacing, measure.scale) };
}

/** `text=` makes room for raised and stretched characters, `textPs=` does not. */
function runHeight(font: FontExtent, style: TextStyle, renderer: TextRenderer, scale: number): FontExtent {
	if (renderer === 'textPs') return font;
	const { rise = 0, scaleY = 1 } = style;
	return {
		ascent: font.ascent * scaleY + rise * scale,
		descent: Math.max(0, font.descent * scaleY - rise * scale),
		lineGap: font.lineGap * scaleY,
	};
}

function spaced(natural: number, spacing: Paragraph['lineSpacing'], scale: number): number {
	switch (spacing?.type) {
		case undefined:
			return natural;
		case 'at-least':
			return Math.max(natural, spacing.points * scale);
		case 'exactly':
			return spacing.points * scale;
		case 'multiple':
			return natural * spacing.factor;
	}
}

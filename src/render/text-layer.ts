import type { LayerCommands, LayerSource } from '../protocol/image-request.js';
import type { Paragraph, TextDocument, TextStyle } from '../protocol/text-document.js';
import type { Size } from '../protocol/values.js';
import { context2d } from './canvas.js';
import type { RenderContext } from './context.js';
import type { LayerContent } from './layer-content.js';
import { sizeInPixels } from './layer-geometry.js';
import { RenderError } from './render-error.js';
import { drawPieces } from './text/draw-text.js';
import { fitText } from './text/fit-text.js';
import type { TextBox } from './text/layout.js';
import { canvasMeasure } from './text/measure.js';

type TextSource = Extract<LayerSource, { type: 'text' }>;

/**
 * A text layer (`r-text.md`, `r-textps.md`, `r-textattr.md`).
 * @throws RenderError `alignment-conflict`
 */
export function textContent(
	number: number,
	{ document, renderer }: TextSource,
	commands: LayerCommands,
	layer0: Size,
	context: RenderContext,
): LayerContent {
	const box = textBox(renderer, commands, layer0);
	if (renderer === 'text' && box.height === undefined && alignments(document).size > 1) {
		throw new RenderError('alignment-conflict', number);
	}
	const measuring = context2d(context.port.createCanvas(1, 1));
	const { layout, scale } = fitText(
		withDefaultFont(document, context.attributes.DefaultFont),
		box,
		{
			resolution: commands.textAttr?.resolution ?? 72,
			mode: commands.textAttr?.resolutionMode ?? 'fixedRes',
		},
		(pixelsPerPoint) => canvasMeasure(measuring, pixelsPerPoint),
	);
	return {
		size: { width: layout.width, height: layout.height },
		anchor: undefined,
		overlaps: true,
		draw(canvas, map, alpha) {
			canvas.setTransform(...map);
			// Lines that reach beyond the box are cut by it; `textPs=` lets ink protrude.
			if (renderer === 'text') {
				canvas.beginPath();
				canvas.rect(0, 0, layout.width, layout.height);
				canvas.clip();
			}
			canvas.globalAlpha = alpha;
			drawPieces(canvas, layout.pieces, map, scale);
		},
	};
}

/** `size=` of a text layer: a width fixes the box's width, width and height fix both. */
function textBox(renderer: TextBox['renderer'], { size, textAttr }: LayerCommands, layer0: Size): TextBox {
	const { width = 0, height = 0 } = size ? sizeInPixels(size, layer0) : {};
	return {
		width: width > 0 ? Math.max(1, Math.round(width)) : undefined,
		height: width > 0 && height > 0 ? Math.max(1, Math.round(height)) : undefined,
		wordWrap: renderer === 'text' ? (textAttr?.wordWrap ?? 'wrap') : 'wrap',
		renderer,
	};
}

function alignments(document: TextDocument): ReadonlySet<Paragraph['align']> {
	return new Set(
		document.paragraphs.filter((paragraph) => paragraph.runs.length > 0).map(({ align }) => align),
	);
}

function withDefaultFont(document: TextDocument, font: string | undefined): TextDocument {
	if (font === undefined) return document;
	const withFont = (style: TextStyle): TextStyle => (style.font === undefined ? { ...style, font } : style);
	return {
		...document,
		paragraphs: document.paragraphs.map((paragraph) => ({
			...paragraph,
			runs: paragraph.runs.map((run) => ({ ...run, style: withFont(run.style) })),
		})),
	};
}

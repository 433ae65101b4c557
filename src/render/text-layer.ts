import type { LayerCommands } from '../protocol/image-request.js';
import type { Paragraph, TextDocument, TextStyle } from '../protocol/text-document.js';
import type { Size } from '../protocol/values.js';
import { context2d } from './canvas.js';
import { cssColor } from './color.js';
import type { RenderContext } from './context.js';
import type { LayerContent } from './layer-content.js';
import { sizeInPixels } from './layer-geometry.js';
import { RenderError } from './render-error.js';
import type { TextBox, TextLayout } from './text/layout.js';
import { layoutText } from './text/layout.js';
import { canvasFont, canvasMeasure, prepareText } from './text/measure.js';

/**
 * A text layer (`r-text.md`, `r-textattr.md`).
 * @throws RenderError `alignment-conflict`
 */
export function textContent(
	number: number,
	source: TextDocument,
	commands: LayerCommands,
	layer0: Size,
	context: RenderContext,
): LayerContent {
	const box = textBox(commands, layer0);
	if (box.height === undefined && alignments(source).size > 1)
		throw new RenderError('alignment-conflict', number);
	const document = withDefaultFont(source, context.attributes.DefaultFont);
	const scale = (commands.textAttr?.resolution ?? 72) / 72;
	const measuring = context2d(context.port.createCanvas(1, 1));
	const layout = layoutText(document, box, canvasMeasure(measuring, scale));
	return {
		size: { width: layout.width, height: layout.height },
		anchor: undefined,
		overlaps: true,
		draw(canvas, map, alpha) {
			canvas.setTransform(...map);
			canvas.globalAlpha = alpha;
			drawText(canvas, layout, scale);
		},
	};
}

/** `size=` of a text layer: a width fixes the box's width, width and height fix both. */
function textBox({ size, textAttr }: LayerCommands, layer0: Size): TextBox {
	const { width = 0, height = 0 } = size ? sizeInPixels(size, layer0) : {};
	return {
		width: width > 0 ? Math.max(1, Math.round(width)) : undefined,
		height: width > 0 && height > 0 ? Math.max(1, Math.round(height)) : undefined,
		wordWrap: textAttr?.wordWrap ?? 'wrap',
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

/** Lines that reach beyond the box are cut by it. */
function drawText(canvas: OffscreenCanvasRenderingContext2D, layout: TextLayout, scale: number): void {
	canvas.beginPath();
	canvas.rect(0, 0, layout.width, layout.height);
	canvas.clip();
	prepareText(canvas);
	for (const { text, style, x, baseline } of layout.pieces) {
		canvas.font = canvasFont(style, style.size * scale);
		canvas.fillStyle = cssColor(style.color);
		canvas.fillText(text, x, baseline);
	}
}

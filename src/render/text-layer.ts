import type { LayerCommands, LayerSource } from '../protocol/image-request.js';
import type { TextDocument } from '../protocol/text-document.js';
import type { Point, Size } from '../protocol/values.js';
import { context2d } from './canvas.js';
import { clipExtent } from './clip-extent.js';
import type { RenderContext } from './context.js';
import type { LayerContent } from './layer-content.js';
import { sizeInPixels } from './layer-geometry.js';
import { withFonts } from './text/document-fonts.js';
import { drawPieces } from './text/draw-text.js';
import { fitText } from './text/fit-text.js';
import type { TextBox, TextLayout } from './text/layout.js';
import { canvasMeasure } from './text/measure.js';

type TextSource = Extract<LayerSource, { type: 'text' }>;

/**
 * A text layer (`r-text.md`, `r-textps.md`, `r-textattr.md`).
 * @throws RenderError `font-style-missing`
 */
export async function textContent(
	{ document, renderer }: TextSource,
	commands: LayerCommands,
	layer0: Size,
	context: RenderContext,
): Promise<LayerContent> {
	const extent = clipExtent(commands, layer0);
	const box = textBox(
		renderer,
		extent ? { ...commands, size: { ...extent, unit: 'pixels' } } : commands,
		layer0,
	);
	const measuring = context2d(context.port.createCanvas(1, 1));
	const { layout, scale } = fitText(
		await withFonts(document, context),
		box,
		{
			resolution: commands.textAttr?.resolution ?? 72,
			mode: commands.textAttr?.resolutionMode ?? 'fixedRes',
		},
		(pixelsPerPoint) => canvasMeasure(measuring, pixelsPerPoint),
	);
	return {
		size: { width: layout.width, height: layout.height },
		anchor: extent ? { x: -extent.x, y: -extent.y } : pointTextAnchor(document, box, layout),
		sourceScale: 1,
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

/**
 * Self-sizing `textPs=` is point text: its first line sits on the layer's origin, to the right of it, to the
 * left or around it, as the text is aligned (`r-text-layers.md`).
 */
function pointTextAnchor({ paragraphs }: TextDocument, box: TextBox, layout: TextLayout): Point | undefined {
	const [first] = layout.pieces;
	if (box.renderer !== 'textPs' || box.width !== undefined || !first) return undefined;
	const align = paragraphs[0]?.align;
	const share = align === 'right' ? 1 : align === 'center' ? 0.5 : 0;
	return { x: layout.width * share, y: first.baseline };
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

import { inTurns } from '../../in-turns.js';
import type { LayerCommands, LayerSource } from '../../protocol/image-request.js';
import type { Size } from '../../protocol/values.js';
import { type Canvas, createCanvas } from '../canvas/canvas.js';
import type { RenderContext } from '../context.js';
import { pointFromCentre, sizeInPixels } from '../geometry/layer-geometry.js';
import { chain } from '../geometry/matrix.js';
import type { RenderPort } from '../port.js';
import { canvasShortfalls } from '../text/canvas-shortfalls.js';
import { composeText } from '../text/compose-text.js';
import { withFonts } from '../text/document-fonts.js';
import { drawAliased, opacitiesOf } from '../text/draw-aliased.js';
import { drawPieces } from '../text/draw-text.js';
import type { TextBox } from '../text/layout.js';
import { canvasMeasure, type WordWidthsByFont } from '../text/measure.js';
import { clipExtent, clipShape } from './clip-extent.js';
import type { LayerContent } from './layer-content.js';

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
	const extent = clipExtent(commands);
	const box = textBox(
		renderer,
		extent ? { ...commands, size: { ...extent, unit: 'pixels' } } : commands,
		layer0,
	);
	const measuring = measuringCanvas(context.port);
	for (const sentence of canvasShortfalls(document, measuring)) context.note(sentence);
	const { textAttr, anchor } = commands;
	const widths: WordWidthsByFont = new Map();
	const fonts = await withFonts(document, context);
	const text = await composeText(fonts.document, {
		box,
		commands,
		fit: { resolution: textAttr?.resolution ?? 72, mode: textAttr?.resolutionMode ?? 'fixedRes' },
		measureAt: (scale) =>
			canvasMeasure(measuring, scale, { widths, lineGaps: fonts.lineGaps, spend: context.spend }),
		spend: context.spend,
	});
	const { size, pieces, scale, ink } = text;
	const isAliased = textAttr?.antiAliasing === 'off';
	const planes = ({ width, height }: Size) => 2 * opacitiesOf(pieces).size * width * height;
	const pathStart = extent && { x: -extent.x, y: -extent.y };
	return {
		size,
		anchor: anchor ? pointFromCentre(size, anchor) : (pathStart ?? text.anchor),
		sourceScale: 1,
		overlaps: true,
		ink,
		clip: extent && clipShape(commands, { ...extent, ...size }),
		...(isAliased && { detour: planes }),
		draw(canvas, map, alpha) {
			canvas.setTransform(...map);
			// Lines that reach beyond the box are cut by it; `textPs=` lets ink protrude.
			if (renderer === 'text') {
				canvas.beginPath();
				canvas.rect(0, 0, size.width, size.height);
				canvas.clip();
			}
			canvas.globalAlpha = alpha;
			const toCanvas = chain(text.map, map);
			if (isAliased) return drawAliased(canvas, pieces, toCanvas, scale, context.port);
			return inTurns(drawPieces(canvas, pieces, toCanvas, scale));
		},
	};
}

/** Making a canvas takes longer than measuring a short text: one does for all. */
function measuringCanvas(port: RenderPort): Canvas {
	const known = measuring.get(port.createCanvas);
	if (known) return known;
	const made = createCanvas(port, { width: 1, height: 1 });
	measuring.set(port.createCanvas, made);
	return made;
}

const measuring = new WeakMap<RenderPort['createCanvas'], Canvas>();

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

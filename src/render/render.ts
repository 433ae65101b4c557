import type { ImageObject, ImageRequest } from '../protocol/image-request.js';
import type { Color, Size } from '../protocol/values.js';
import { changePixels, context2d, release } from './canvas.js';
import { cssColor } from './color.js';
import type { RenderContext, RenderLimits } from './context.js';
import { DEFAULT_RENDER_LIMITS, workBudget } from './context.js';
import type { EncodeInput } from './encode.js';
import { encodePicture } from './encode.js';
import { formatRow } from './formats.js';
import { loadAsset } from './image-layer.js';
import { type SourceInput, sourceGeometry } from './layer-geometry.js';
import { alphaAsGray, grayscale } from './pixels/grayscale.js';
import type { ImageAsset, Picture, RenderAttributes, RenderPort } from './port.js';
import { prepareRequest, requestView } from './prepare-request.js';
import { printResolution, withPrintResolution } from './print-resolution.js';
import { RenderError } from './render-error.js';
import { SVG_TYPE, svgText, svgView } from './svg.js';
import { thumbnailRule } from './thumbnail-rule.js';

/**
 * Makes the picture that a request asks for, as an image server would.
 * @param limits bounds; what is absent has its default (64 layers, 8 levels, 16 million pixels)
 * @param watermark the record that the catalog's `Watermark` names, read as a watermark; undefined: none
 * @throws RenderError where the documentation answers with an error, or a bound is exceeded
 */
export async function renderRequest(
	request: ImageRequest,
	attributes: RenderAttributes,
	port: RenderPort,
	limits: Partial<RenderLimits> = {},
	watermark?: ImageRequest,
): Promise<Picture> {
	const notes = new Set<string>();
	const allLimits = { ...DEFAULT_RENDER_LIMITS, ...limits };
	const context: RenderContext = {
		port,
		attributes,
		limits: allLimits,
		spend: workBudget(allLimits),
		watermark,
		depth: 0,
		prepare: prepareRequest,
		note: (sentence) => notes.add(sentence),
	};
	const picture = (await renderSingle(request, context)) ?? (await renderLayers(request, context));
	const resolution = printResolution(request, attributes);
	const blob = resolution ? await withPrintResolution(picture.blob, resolution) : picture.blob;
	return { ...picture, blob, notes: [...notes, ...picture.notes] };
}

async function renderLayers(request: ImageRequest, context: RenderContext): Promise<Picture> {
	const canvas = await (await prepareRequest(request, context)).draw();
	if (requestType(request) === 'mask') changePixels(context2d(canvas), alphaAsGray);
	const background = backgroundColor(request, context.attributes);
	if (background) fillBeneath(context2d(canvas), background);
	if (request.commands.fmt?.pixelType === 'gray') changePixels(context2d(canvas), grayscale);
	try {
		return await encodePicture(canvas, encoding(request, context.attributes), context.port);
	} finally {
		release(canvas);
	}
}

function encoding({ commands }: ImageRequest, attributes: RenderAttributes): EncodeInput {
	return {
		format: commands.fmt,
		quality: commands.qlt ?? attributes.JpegQuality,
		jpegSize: commands.jpegSize,
		palette: commands.quantize,
	};
}

/** `bgc`, else `BkgColor` or `ThumbBkgColor`; formats with alpha have none (`r-bgc.md`), nor have masks. */
function backgroundColor(request: ImageRequest, attributes: RenderAttributes): Color | undefined {
	const { fmt, bgc } = request.commands;
	const type = requestType(request);
	if (type === 'mask' || formatRow(fmt?.format).alpha) return undefined;
	return bgc ?? (type === 'tmb' ? attributes.ThumbBkgColor : attributes.BkgColor);
}

function requestType({ commands }: ImageRequest): string {
	return commands.req?.type ?? 'img';
}

function fillBeneath(canvas: OffscreenCanvasRenderingContext2D, color: Color): void {
	canvas.save();
	canvas.resetTransform();
	canvas.globalAlpha = 1;
	canvas.globalCompositeOperation = 'destination-over';
	canvas.fillStyle = cssColor(color, 1);
	canvas.fillRect(0, 0, canvas.canvas.width, canvas.canvas.height);
	canvas.restore();
}

/**
 * A request for one stored picture and nothing else can do without a canvas: as it is, if nothing would
 * change, or as SVG, which no worker can decode.
 * @returns undefined if a canvas is needed
 */
async function renderSingle(request: ImageRequest, context: RenderContext): Promise<Picture | undefined> {
	const object = singleObject(request);
	if (!object) return undefined;
	const asset = await loadAsset(object, context);
	return asset.type === SVG_TYPE ? renderSvg(request, asset, context) : untouched(request, asset, context);
}

function singleObject({
	layers,
	composite,
	compositeEffects,
	problems,
}: ImageRequest): ImageObject | undefined {
	const [layer] = layers;
	const effects = [...(layer?.effects ?? []), ...compositeEffects];
	const plain = effects.length === 0 && Object.keys(composite).length === 0 && layer?.mask === undefined;
	if (
		!plain ||
		layers.length > 1 ||
		layer?.source.type !== 'image' ||
		problems.some(({ severity }) => severity === 'error')
	) {
		return undefined;
	}
	return layer.source.object;
}

/** The stored bytes, if they are what would be made of them. */
function untouched(request: ImageRequest, asset: ImageAsset, context: RenderContext): Picture | undefined {
	const { fmt, qlt, jpegSize, quantize } = request.commands;
	const row = formatRow(fmt?.format);
	if (context.watermark || requestType(request) !== 'img') return undefined;
	const [layer] = request.layers;
	const masked = layer?.source.type === 'image' && layer.source.object.record?.MaskPath;
	const changed = masked || Object.keys(layer?.commands ?? {}).some((name) => name !== 'src');
	// Whether the asset has transparency is not known here: if it would have to go, a canvas removes it.
	const opaqueAsNeeded = row.alpha || asset.type === 'image/jpeg';
	if (quantize && row.palette) return undefined;
	if (changed || row.type !== asset.type || !opaqueAsNeeded || qlt || jpegSize || fmt?.pixelType === 'gray') {
		return undefined;
	}
	const { reply, picture } = requestView(request, asset.size, context);
	const same =
		[reply, picture].every((size) => equal(size, asset.size)) && picture.x === 0 && picture.y === 0;
	return same ? { blob: asset.blob, type: asset.type, size: reply, notes: [] } : undefined;
}

function equal(a: Size, b: Size): boolean {
	return a.width === b.width && a.height === b.height;
}

/** Commands that only decide about the size of layer 0, which an SVG answer can follow. */
const SVG_COMMANDS: ReadonlySet<string> = new Set(['src', 'size', 'scale', 'anchor', 'origin', 'pos']);

function svgScale(request: ImageRequest, { attributes }: RenderContext): SourceInput {
	const { size, scale } = request.layers[0]?.commands ?? {};
	const rule = thumbnailRule(request.object?.record, attributes);
	const isTexture = requestType(request) === 'tmb' && rule.type === 'texture';
	return { size, scale: scale ?? (isTexture ? rule.texture : undefined) };
}

async function renderSvg(request: ImageRequest, asset: ImageAsset, context: RenderContext): Promise<Picture> {
	const commands = request.layers[0]?.commands ?? {};
	for (const name of Object.keys(commands)) {
		if (!SVG_COMMANDS.has(name)) context.note(`${name}= is not applied to an SVG.`);
	}
	if (context.watermark) context.note('No watermark is laid over an SVG.');
	if (requestType(request) === 'mask') context.note('An SVG is answered as it is, not as a mask.');
	const { size } = sourceGeometry(asset.size, svgScale(request, context), asset.size);
	const view = requestView(request, size, context);
	const text = svgText(new Uint8Array(await asset.blob.arrayBuffer()));
	const svg = svgView(text, asset.size, view, backgroundColor(request, context.attributes));
	if (svg === undefined) throw new RenderError('source-undecodable', 'that claims to be SVG');
	context.note('An SVG is answered as SVG, whatever format was asked for.');
	return { blob: new Blob([svg], { type: SVG_TYPE }), type: SVG_TYPE, size: view.reply, notes: [] };
}

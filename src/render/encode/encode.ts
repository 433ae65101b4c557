import type { OutputFormat, Palette, Quality } from '../../protocol/values.js';
import { context2d } from '../canvas/canvas.js';
import type { Picture, RenderPort } from '../port.js';
import { RenderError } from '../render-error.js';
import type { Encoder } from './formats.js';
import { formatRow, isPictureFormat } from './formats.js';
import { loadFileWriters } from './load-file-writers.js';

export interface EncodeInput {
	readonly format: OutputFormat | undefined;
	readonly quality: Quality;
	/** kilobytes of 1024 bytes; undefined or 0: no limit */
	readonly jpegSize?: number | undefined;
	/** of GIF and PNG8 */
	readonly palette?: Palette | undefined;
}

/**
 * Encodes a finished canvas as asked for, or as the documented substitute.
 * @throws RenderError `jpeg-size`
 */
export async function encodePicture(
	canvas: OffscreenCanvas,
	input: EncodeInput,
	port: RenderPort,
): Promise<Picture> {
	const row = formatRow(input.format?.format);
	const size = { width: canvas.width, height: canvas.height };
	if (row.palette) {
		const raster = context2d(canvas).getImageData(0, 0, size.width, size.height);
		const type = row.type === 'image/gif' ? 'image/gif' : 'image/png';
		const { encodePalette } = await loadFileWriters();
		const { blob, notes } = await encodePalette(raster, input.palette, type, row.palette === 'keyed');
		return { blob, type, size, notes };
	}
	const lossless = input.format?.compression === 'lossless';
	const encoders = (lossless && row.lossless) || row.encoders;
	const blob = await firstEncoded(canvas, encoders, canvasQuality(input.quality, lossless), port);
	const limited =
		blob.type === 'image/jpeg' && row.type === 'image/jpeg' && input.jpegSize
			? await fitBytes(blob, canvas, input.quality.quality, input.jpegSize, port)
			: blob;
	return { blob: limited, type: limited.type, size, notes: notesOf(input, blob.type) };
}

/** What is not as the request wants it. */
function notesOf({ format, quality }: EncodeInput, type: string): string[] {
	const wanted = isPictureFormat(format?.format) ? formatRow(format?.format).type : format?.format;
	return [
		...(type === wanted ? [] : [`${wanted} cannot be encoded here: ${type} instead.`]),
		...(format?.format === 'png8-alpha' ? ['png8-alpha is written with all its colours.'] : []),
		...(format?.pixelType === 'cmyk' ? ['CMYK cannot be encoded here: RGB instead.'] : []),
		...(quality.fullChroma && type === 'image/jpeg' ? ['Chroma down-sampling is up to the browser.'] : []),
	];
}

/**
 * Engines answer PNG without a word for a type they cannot encode: the blob's own type decides. A PNG that
 * came out that way is as good as one that was asked for.
 */
async function firstEncoded(
	canvas: OffscreenCanvas,
	encoders: readonly Encoder[],
	quality: number,
	port: RenderPort,
): Promise<Blob> {
	const [first = 'image/png', ...others] = encoders;
	const blob = await port.encode(canvas, first, quality);
	const [next] = others;
	return blob.type === first || next === undefined || blob.type === next
		? blob
		: firstEncoded(canvas, others, quality, port);
}

/** 0 to 1. Chromium takes 1 for lossless WebP, so that a lossy 100 stays just below. */
function canvasQuality(quality: Quality, lossless: boolean): number {
	return lossless ? 1 : Math.min(0.99, quality.quality / 100);
}

/** `jpegSize=`: the highest quality up to `quality` whose JPEG is small enough, by bisection. */
async function fitBytes(
	blob: Blob,
	canvas: OffscreenCanvas,
	quality: number,
	jpegSize: number,
	port: RenderPort,
): Promise<Blob> {
	const limit = jpegSize * 1024;
	if (blob.size <= limit) return blob;
	let best: Blob | undefined;
	let [low, high] = [1, quality - 1];
	while (low <= high) {
		const middle = Math.floor((low + high) / 2);
		const candidate = await port.encode(canvas, 'image/jpeg', middle / 100);
		if (candidate.size <= limit) {
			best = candidate;
			low = middle + 1;
		} else {
			high = middle - 1;
		}
	}
	if (!best) throw new RenderError('jpeg-size', jpegSize);
	return best;
}

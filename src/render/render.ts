import type { ImageRequest } from '../protocol/image-request.js';
import { releasedOnError } from './canvas/released-on-error.js';
import type { RenderContext, RenderLimits } from './context.js';
import { DEFAULT_RENDER_LIMITS, workBudget } from './context.js';
import { loadFileWriters } from './encode/load-file-writers.js';
import { printResolution } from './encode/print-resolution.js';
import { finishReply } from './encode/reply.js';
import type { Picture, RenderAttributes, RenderPort } from './port.js';
import { prepareRequest } from './prepare-request.js';
import { storedPicture } from './stored/stored-picture.js';

/**
 * Makes the picture that a request asks for, as an image server would.
 * @param limits bounds; what is absent is as in {@link DEFAULT_RENDER_LIMITS}
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
	const picture =
		(await storedPicture(request, context)) ??
		(await releasedOnError(port, (kept) => drawnPicture(request, { ...context, port: kept })));
	const resolution = printResolution(request, attributes);
	const blob = resolution
		? await (await loadFileWriters()).withPrintResolution(picture.blob, resolution)
		: picture.blob;
	return { ...picture, blob, notes: [...notes, ...picture.notes] };
}

async function drawnPicture(request: ImageRequest, context: RenderContext): Promise<Picture> {
	const prepared = await prepareRequest(request, context);
	return finishReply(await prepared.draw(), request, context);
}

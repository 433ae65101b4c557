import type { ImageRequest } from '../../protocol/image-request.js';
import type { Size } from '../../protocol/values.js';
import { checkPixels } from '../canvas/canvas.js';
import type { RenderContext } from '../context.js';
import type { RenderAttributes } from '../port.js';
import { thumbnailRule, thumbnailView } from './thumbnail-rule.js';
import type { ViewGeometry } from './view.js';
import { viewGeometry } from './view.js';

/**
 * The view of a request, checked against the bounds.
 * @throws RenderError
 */
export function requestView(
	request: ImageRequest,
	composite: Size,
	context: Pick<RenderContext, 'attributes' | 'limits'>,
): ViewGeometry {
	const { wid, hei, scl, fit, align, rgn, rect, dpr, req } = request.commands;
	const { attributes } = context;
	const { DefaultPix: defaultPix, MaxPix: maxPix } = attributes;
	const asked = { rgn, rect, dpr: dpr?.on ? dpr.ratio : undefined, defaultPix, maxPix };
	const isThumbnail = req?.type === 'tmb';
	const view = viewGeometry(
		composite,
		isThumbnail
			? { ...asked, ...thumbnailInput(request, attributes) }
			: { ...asked, wid, hei, scl, fit, align },
	);
	checkPixels(view.reply, context);
	return view;
}

function thumbnailInput(request: ImageRequest, attributes: RenderAttributes) {
	const { width, height } = thumbnailView(request, attributes);
	return { wid: width, hei: height, thumbnail: thumbnailRule(request.object?.record, attributes) };
}

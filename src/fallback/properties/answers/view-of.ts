import type { ImageRequest } from '../../../protocol/image-request.js';
import type { Size } from '../../../protocol/values.js';
import { type Refused, type ReplyView, refusal } from '../answer.js';

/** The view of a composite; a view that the catalog does not allow is an error of the request. */
export function viewOf(
	request: ImageRequest,
	composite: Size,
	view: ReplyView,
): ReturnType<ReplyView> | Refused {
	try {
		return view(request, composite);
	} catch (error) {
		return refusal(error instanceof Error ? error.message : String(error));
	}
}

import { formatImageRequest } from '../../../protocol/format-image-request.js';
import { type Answerer, refusalOf } from '../answer.js';

/**
 * The request as it is carried out: records, macros and variables written out.
 * @see `r-resolve.md`
 */
export const resolve: Answerer = (request) => {
	const refused = refusalOf(request);
	if (refused) return refused;
	const { req: _, ...commands } = request.commands;
	return { properties: [], text: formatImageRequest({ ...request, commands, variables: {} }) };
};

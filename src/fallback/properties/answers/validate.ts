import { type Answerer, refusalOf } from '../answer.js';

/**
 * Whether a request is well formed; the objects it names need not be there.
 * @see `r-is-http-validate.md`
 */
export const validate: Answerer = (request) =>
	refusalOf(request) ?? { properties: [['request.isValid', '1']] };

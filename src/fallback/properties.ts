import type { ImageRequest } from '../protocol/image-request.js';
import type { Failure } from './failure.js';
import type { ErrorText } from './wording.js';

/** A text reply in the place of a failed property request. */
export interface PropertyReply {
	/** MIME type */
	readonly type: string;
	readonly body: string;
}

/**
 * The error of a `req=...,json` request in JSONP form. It is answered with status 200, since browsers
 * run no classic script that came with another one, and the page's `s7jsonError` would never be called.
 *
 * The callback is always `s7jsonError`, whatever `handler=` says. The other formats are read by scripts
 * that see the status themselves, so the server's own answer is the best one: no reply here.
 *
 * @see `r-json-properties.md`, `r-req.md`
 */
export function propertyError(failure: Failure, request: ImageRequest, text: ErrorText): PropertyReply[] {
	const { req, id } = request.commands;
	if (req?.format !== 'json' || failure.reason === 'content') return [];
	const error = scriptJson({ message: text.message, title: text.title });
	return [{ type: 'text/javascript', body: `/*jsonp*/s7jsonError(${error},${scriptJson(id ?? '')});` }];
}

/** JSON that may stand in a script: the two separators that older engines take for line ends, and `<`, escaped. */
function scriptJson(value: unknown): string {
	return JSON.stringify(value).replace(
		/[<\u2028\u2029]/g,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

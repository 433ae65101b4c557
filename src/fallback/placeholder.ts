import { classifyStatus } from './classify.js';
import type { Failure } from './failure.js';
import { matchesText } from './matches-text.js';

/** How answers are recognised that are pictures, but stand for missing ones. */
export interface Placeholders {
	/** header -> expression that is searched in its value */
	readonly headers?: Readonly<Record<string, string>>;
	readonly digests?: readonly { readonly sha256: string; readonly bytes: number }[];
	readonly onePixel?: boolean;
}

/**
 * A header that gives an answer away, e.g. `X-Cld-Error`. What it says is taken for the text of an error.
 *
 * @param header value of a header; null: it is not there
 */
export function failureOfHeaders(
	{ headers = {} }: Placeholders,
	header: (name: string) => string | null,
	status: number,
): Failure | undefined {
	for (const [name, expression] of Object.entries(headers)) {
		const value = header(name);
		// 403 is the status whose text decides
		if (value !== null && matchesText(expression, value)) return { ...classifyStatus(403, value), status };
	}
	return undefined;
}

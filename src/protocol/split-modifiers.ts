import { closingDelimiter } from './delimiters.js';
import type { Modifier } from './modifier.js';

/** Commands whose value may hold whole requests: a `&` between their delimiters does not end them. */
const DELIMITED = /(?:src=(?:is|ir|fxg)?|mask=(?:is|ir|fxg)?|imageset=)[({]/iy;

/**
 * Splits a query at its unencoded `&` and drops comments (`.…`) and empty modifiers.
 * Linear: the text is walked once, an unclosed delimiter swallows the rest.
 * @param position where the query begins in the URL
 */
export function splitModifiers(query: string, position: number | undefined): Modifier[] {
	const modifiers: Modifier[] = [];
	let start = 0;
	while (start < query.length) {
		DELIMITED.lastIndex = start;
		const opened = DELIMITED.test(query);
		const closing = opened ? closingDelimiter(query, DELIMITED.lastIndex) : start;
		const ampersand = closing < 0 ? -1 : query.indexOf('&', closing);
		const end = ampersand < 0 ? query.length : ampersand;
		const text = query.slice(start, end);
		if (text !== '' && !text.startsWith('.')) {
			modifiers.push({
				text,
				position: position === undefined ? undefined : position + start,
				...(closing < 0 && { unclosed: true }),
			});
		}
		start = end + 1;
	}
	return modifiers;
}

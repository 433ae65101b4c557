import type { Property } from '../answer.js';
import { unicodeEscape } from './unicode-escape.js';

/**
 * The format `javascript`: a line `object.property='value'` each, quotation marks doubled as documented.
 *
 * JavaScript itself does not know such doubling: a value with a quotation mark makes the script one that
 * is not run. It never makes it another script, since two strings side by side are a syntax error.
 *
 * @param properties their names come from the documentation, never from a catalog
 * @see `r-javascript-properties.md`
 */
export function writeJavascript(properties: readonly Property[]): string {
	return properties.map(([name, value]) => `${name}='${escapeValue(value)}'\n`).join('');
}

function escapeValue(value: string): string {
	return unicodeEscape(value.replaceAll('\\', '\\\\').replaceAll("'", "''"), /[^\x20-\x7e]|</g);
}

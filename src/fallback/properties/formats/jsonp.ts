import type { Property } from '../answer.js';
import { unicodeEscape } from './unicode-escape.js';

/**
 * The format `json`: a call of the page's function with a flat object and the value of `id=`.
 * @param handler checked by `handlerName`
 * @see `r-json-properties.md`
 */
export function writeJsonp(handler: string, properties: readonly Property[], id: string): string {
	return `/*jsonp*/${handler}(${scriptJson(Object.fromEntries(properties))},${scriptJson(id)});`;
}

/** JSON that may stand in a script, also in one within a page. */
function scriptJson(value: unknown): string {
	return unicodeEscape(JSON.stringify(value), /[^\x20-\x7e]|</g);
}

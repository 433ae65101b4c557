import type { Property } from '../answer.js';
import { javaDate } from './java-date.js';
import { unicodeEscape } from './unicode-escape.js';

/**
 * The format `text`: a line `#S7Z OK`, a time, and `name=value` in the escapes of Java properties.
 * @param time milliseconds since the epoch
 * @see `r-text-java-properties.md`
 */
export function writeText(properties: readonly Property[], time: number): string {
	const lines = properties.map(([name, value]) => `${escapeName(name)}=${escapeValue(value)}`);
	return ['#S7Z OK', `#${javaDate(time)}`, ...lines, ''].join('\n');
}

const LINE_CHARACTERS: Readonly<Record<string, string>> = {
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
	'\f': '\\f',
};

function escapeText(text: string): string {
	const escaped = text
		.replace(/[\\:=#!]/g, '\\$&')
		.replace(/[\n\r\t\f]/g, (character) => LINE_CHARACTERS[character] ?? '');
	return unicodeEscape(escaped, /[^\x20-\x7e]/g);
}

/** A space would end a name, a quotation mark might be taken for one that encloses it. */
function escapeName(name: string): string {
	return escapeText(name).replace(/[ "']/g, '\\$&');
}

/** Readers drop white space around a value and quotation marks that enclose it. */
function escapeValue(value: string): string {
	return escapeText(value).replace(/^["']/, '\\$&').replace(/^ | $/g, '\\u0020');
}

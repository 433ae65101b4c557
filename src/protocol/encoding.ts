/**
 * Percent-encoding (`r-http-encoding.md`). Every value is decoded exactly once.
 * Bytes are read as UTF-8; a run of escapes that is no valid UTF-8 is read as ISO-8859-1.
 */

const ESCAPES = /(?:%[0-9a-f]{2})+/gi;
/** Half of a character: no URL that was sent can hold one. It is read as U+FFFD, as all decoders do. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Escapes that are valid UTF-8, by the table of RFC 3629; `H` is a hex digit, `T` a byte that continues. */
const UTF8 = new RegExp(
	`^(?:${[
		'%[0-7]H',
		'%(?:C[2-9A-F]|DH)T',
		'%E0%[AB]HT',
		'%E[1-9A-CEF]TT',
		'%ED%[89]HT',
		'%F0%[9AB]HTT',
		'%F[1-3]TTT',
		'%F4%8HTT',
	].join('|')})+$`
		.replaceAll('T', '%[89AB]H')
		.replaceAll('H', '[0-9A-F]'),
	'i',
);

/** Tests before it decodes: to catch an exception for each of 100,000 bad escapes would take seconds. */
function decodeEscapes(escapes: string): string {
	if (UTF8.test(escapes)) return decodeURIComponent(escapes);
	return escapes.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** Decodes an element of a path, where `+` is an ordinary character. A `%` that starts no escape stays. */
export function decodeElement(element: string): string {
	return element.replace(LONE_SURROGATE, '\ufffd').replace(ESCAPES, decodeEscapes);
}

/** Decodes the value of a command: as an element, and `+` is a space. */
export function decodeValue(value: string): string {
	return decodeElement(value.replaceAll('+', ' '));
}

/** Encodes every character that could mean something to the parser, `$` and nesting delimiters included. */
export function encodeStrictly(text: string): string {
	return encodeURIComponent(text.replace(LONE_SURROGATE, '\ufffd')).replace(
		/[!'()*~]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** Encodes a value for a query; the separators of lists and paths stay readable. */
export function encodeValue(text: string): string {
	return encodeStrictly(text).replace(/%2C|%2F|%3A/g, (escaped) => decodeURIComponent(escaped));
}

/** Encodes a path object for a URL path or for a `src=` value. */
export function encodeObject(specifier: string): string {
	return encodeStrictly(specifier).replaceAll('%2F', '/');
}

/**
 * Brings plain text into the form of a variable's raw value, so that it shows as written where a
 * `text=` refers to it: not as RTF, not as commands. A line break becomes one on the picture.
 */
export function encodePlainText(text: string): string {
	const rtf = text.replace(/[\\{}]/g, '\\$&').replace(/\r\n?|\n/g, '\\line ');
	return encodeStrictly(rtf);
}

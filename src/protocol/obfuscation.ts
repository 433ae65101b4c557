/** Request obfuscation (`r-request-obfuscation.md`): the whole query, its lock included, as base64. */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

function toBytes(text: string): number[] {
	const bytes: number[] = [];
	for (const character of encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).matchAll(
		/%(..)|./gs,
	)) {
		bytes.push(character[1] ? Number.parseInt(character[1], 16) : character[0].charCodeAt(0));
	}
	return bytes;
}

/** @returns the query as base64 of its UTF-8 bytes, padded */
export function obfuscateQuery(query: string): string {
	const bytes = toBytes(query);
	let text = '';
	for (let index = 0; index < bytes.length; index += 3) {
		const [first = 0, second, third] = bytes.slice(index, index + 3);
		const bits = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
		text += ALPHABET.charAt(bits >> 18) + ALPHABET.charAt((bits >> 12) & 63);
		text += second === undefined ? '=' : ALPHABET.charAt((bits >> 6) & 63);
		text += third === undefined ? '=' : ALPHABET.charAt(bits & 63);
	}
	return text;
}

/** @returns the query in clear; undefined if the text is no base64 */
export function revealQuery(text: string): string | undefined {
	if (!BASE64.test(text) || text.length % 4 !== 0) return undefined;
	let escaped = '';
	let bits = 0;
	let count = 0;
	for (const character of text.replace(/=+$/, '')) {
		bits = ((bits << 6) | ALPHABET.indexOf(character)) & 0xffff;
		count += 6;
		if (count < 8) continue;
		count -= 8;
		escaped += `%${((bits >> count) & 0xff).toString(16).padStart(2, '0')}`;
	}
	try {
		return decodeURIComponent(escaped);
	} catch {
		return escaped.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	}
}

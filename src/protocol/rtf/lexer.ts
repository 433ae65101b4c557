/**
 * RTF in pieces (RTF 1.6; what the documentation refers to).
 * A control word is `\` + letters + an optional number; one space after it belongs to it.
 */
export type RtfToken =
	| { readonly type: 'open' }
	| { readonly type: 'close' }
	| { readonly type: 'word'; readonly name: string; readonly parameter: number | undefined }
	/** `\` and one character that is no letter */
	| { readonly type: 'symbol'; readonly character: string }
	/** `\'HH` */
	| { readonly type: 'byte'; readonly value: number }
	| { readonly type: 'text'; readonly text: string };

const TOKEN = /\\([a-zA-Z]+)(-?\d{1,9})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|([^\\{}]+)|\\/gsuy;
/** carriage returns, line feeds, tabs and their like have no place in text */
const CONTROL_CHARACTERS = /\p{Cc}/gu;

/** Reads any string; a `\` at the very end is dropped. */
export function* rtfTokens(source: string): Generator<RtfToken> {
	for (const [, word, parameter, byte, symbol, brace, text] of source.matchAll(TOKEN)) {
		if (word)
			yield { type: 'word', name: word, parameter: parameter === undefined ? undefined : Number(parameter) };
		else if (byte) yield { type: 'byte', value: Number.parseInt(byte, 16) };
		else if (symbol) yield { type: 'symbol', character: symbol };
		else if (brace) yield { type: brace === '{' ? 'open' : 'close' };
		else if (text) {
			const printable = text.replace(CONTROL_CHARACTERS, '');
			if (printable !== '') yield { type: 'text', text: printable };
		}
	}
}

import { compile } from './compile.js';
import { PatternError } from './pattern-error.js';

/** Bit n stands for the ASCII character n, bit 128 for all others. */
export type CharacterSet = bigint;

export const ANY_CHARACTER: CharacterSet = (1n << 129n) - 1n;

/** What stands for all characters that are not ASCII when a class is tried out. */
const OTHERS = ['\u00e9', '\u0100', '\u4e2d'];

const POSIX: Readonly<Record<string, string>> = {
	Lower: 'a-z',
	Upper: 'A-Z',
	ASCII: '\\x00-\\x7F',
	Alpha: 'a-zA-Z',
	Digit: '0-9',
	Alnum: 'a-zA-Z0-9',
	Punct: '!-\\/:-@\\[-`{-~',
	Graph: '!-~',
	Print: ' -~',
	Blank: ' \\t',
	Cntrl: '\\x00-\\x1F\\x7F',
	XDigit: '0-9a-fA-F',
	Space: ' \\t\\n\\x0B\\f\\r',
};

export function posixRange(name: string): string {
	const range = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
	if (range === undefined) {
		const names = Object.keys(POSIX).join(', ');
		throw new PatternError(`\\p{${name}} is not possible in a browser; there are ${names}`);
	}
	return range;
}

/** The set of one literal character. */
export function literalSet(character: string, flags: string): CharacterSet {
	const forms = flags.includes('i') ? [character.toLowerCase(), character.toUpperCase()] : [character];
	return forms.reduce((set, form) => set | bit(form.charCodeAt(0)), 0n);
}

function bit(code: number): CharacterSet {
	return 1n << BigInt(Math.min(code, 128));
}

/** Asks the engine itself which characters a class or an escape stands for. */
export function characterSet(source: string, flags: string): CharacterSet {
	const one = compile(`^(?:${source})$`, flags.replace('m', ''), source);
	let set = OTHERS.some((character) => one.test(character)) ? bit(128) : 0n;
	for (let code = 0; code < 128; code++) {
		if (one.test(String.fromCharCode(code))) set |= bit(code);
	}
	// a single rare character that is none of the samples
	return set === 0n ? bit(128) : set;
}

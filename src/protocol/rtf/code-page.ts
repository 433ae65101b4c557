/**
 * Characters written as bytes (`\'HH`) in the code page of their font's `\fcharset`
 * (`r-is-http-character-encoding.md`).
 */
const ENCODINGS: Readonly<Record<number, string>> = {
	128: 'shift_jis',
	129: 'euc-kr',
	134: 'gbk',
	136: 'big5',
	161: 'windows-1253',
	162: 'windows-1254',
	177: 'windows-1255',
	178: 'windows-1256',
	186: 'windows-1257',
	204: 'windows-1251',
	222: 'windows-874',
	238: 'windows-1250',
};

/** In every browser and in Node, but not among the names of the language itself. */
declare const TextDecoder: new (label: string) => { decode(bytes: Uint8Array): string };

/** Reads bytes of a character set; those without a code page of their own are read as Windows-1252. */
export function decodeBytes(bytes: readonly number[], charset: number): string {
	return new TextDecoder(ENCODINGS[charset] ?? 'windows-1252').decode(Uint8Array.from(bytes));
}

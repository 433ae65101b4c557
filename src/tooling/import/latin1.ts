/** What Windows has at 0x80 to 0x9F, where ISO-8859-1 has control characters that nobody writes. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Text that was read as ISO-8859-1: what Windows-1252 has besides becomes what its author saw. */
export function fromWindows(text: string): string {
	return text.replace(/[\x80-\x9f]/g, (character) => WINDOWS.charAt(character.charCodeAt(0) - 0x80));
}

const UTF8 = /(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2})+/;

/** Where text that was read as ISO-8859-1 seems to be UTF-8 without a byte order mark. */
export interface Mistake {
	readonly index: number;
	/** what to tell the author of the file */
	readonly message: string;
}

/** @param text as it was read, before `fromWindows` */
export function findUtf8(text: string): Mistake | undefined {
	const { 0: read, index } = UTF8.exec(text) ?? {};
	if (read === undefined || index === undefined) return undefined;
	const meant = Buffer.from(read, 'latin1').toString('utf8');
	const message = `read ${JSON.stringify(fromWindows(read))}, which is ${JSON.stringify(meant)} in UTF-8; expected a byte order mark at the beginning of a file in UTF-8`;
	return { index, message };
}

/**
 * Writes characters as `\uXXXX`. Where it is done for everything beyond ASCII, a body means the same in
 * whatever encoding it is read: a page without a declared one reads scripts in that of its own.
 *
 * @param characters which ones; with the flag `g` and without `u`, so that it matches code units
 */
export function unicodeEscape(text: string, characters: RegExp): string {
	return text.replace(
		characters,
		(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
	);
}

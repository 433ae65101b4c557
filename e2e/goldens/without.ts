import type { Row } from './row.js';

/**
 * A row without one of the things that it shows: a catalog attribute (`DefaultPix`), a word of RTF (`\qc`), or
 * a modifier, which is a command (`wid`), a variable (`$x`) or a macro (`$thumb$`). Of several modifiers of
 * that name, the last is left out.
 *
 * @throws Error if the row has no such thing
 */
export function without(row: Row, shown: string): Row {
	const [name, shows, request, options = {}] = row;
	const { attributes = {}, unlike } = options;
	if (unlike !== undefined) return [name, shows, unlike, options];
	if (shown in attributes) {
		const others = Object.entries(attributes).filter(([attribute]) => attribute !== shown);
		return [name, shows, request, { ...options, attributes: Object.fromEntries(others) }];
	}
	const rest = shown.startsWith('\\') ? withoutWord(request, shown) : withoutModifier(request, shown);
	if (rest === request) throw new Error(`${name} has no ${shown}`);
	return [name, shows, rest, options];
}

function withoutWord(request: string, word: string): string {
	return request.replaceAll(new RegExp(`\\${word}(?![a-zA-Z])-?\\d* ?`, 'g'), '');
}

function withoutModifier(request: string, shown: string): string {
	const [path = '', query = ''] = request.split(/\?(.*)/s);
	const modifiers = topLevel(query);
	const at = modifiers.findLastIndex((modifier) => modifier.split('=')[0] === shown);
	return at < 0 ? request : `${path}?${modifiers.toSpliced(at, 1).join('&')}`;
}

/** Splits at `&`, but not within the parentheses of nested requests. */
function topLevel(query: string): string[] {
	return query.split(/&(?![^(]*\))/);
}

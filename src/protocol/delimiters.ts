/** Delimiters of nested requests; braces and parentheses are equivalent (`r-request-nesting-and-embedding.md`). */
const OPENING = /[({]/;
const CLOSING = /[)}]/;

/** Where the delimiter before `index` is closed, -1 if nowhere. */
export function closingDelimiter(text: string, index: number): number {
	let depth = 1;
	for (let at = index; at < text.length; at++) {
		const character = text[at];
		if (character === '(' || character === '{') depth++;
		else if ((character === ')' || character === '}') && --depth === 0) return at;
	}
	return -1;
}

/**
 * Encodes the delimiters that do not pair, so that a value means the same within a nested request, where
 * delimiters are counted, as it does without. Those that do may be a request of their own.
 */
export function encodeUnpaired(value: string): string {
	if (!OPENING.test(value) && !CLOSING.test(value)) return value;
	const open: number[] = [];
	const unpaired = new Set<number>();
	for (let at = 0; at < value.length; at++) {
		const character = value.charAt(at);
		if (OPENING.test(character)) open.push(at);
		else if (CLOSING.test(character) && open.pop() === undefined) unpaired.add(at);
	}
	for (const at of open) unpaired.add(at);
	if (unpaired.size === 0) return value;
	return Array.from({ length: value.length }, (_, at) =>
		unpaired.has(at) ? `%${value.charCodeAt(at).toString(16).toUpperCase()}` : value.charAt(at),
	).join('');
}

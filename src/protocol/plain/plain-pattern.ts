/** What a place of a pattern stands for. */
const SLOTS = ['path', 'commands', 'any', 'wid', 'hei', 'size', 'fmt', 'qlt'] as const;
type Slot = (typeof SLOTS)[number];

/** Longest pattern, in characters, and most places in one. */
const MAX_PATTERN = 500;
const MAX_SLOTS = 20;

/** Texts and places in turn: text, place, text, ..., text. */
type Pieces = readonly string[];

/** What stands at the places of a path, `any` left out. */
export type Filled = Readonly<Partial<Record<Exclude<Slot, 'any'>, string>>>;

/**
 * What is wrong with a pattern such as `/rs:fit:{wid}:{hei}/{path}`.
 *
 * @returns undefined: nothing
 */
export function patternFault(pattern: string): string | undefined {
	if (pattern.length > MAX_PATTERN) return `it is longer than ${MAX_PATTERN} characters`;
	if (!pattern.startsWith('/')) return 'it has to begin with a slash';
	const pieces = split(pattern);
	const slots = pieces.filter((_, index) => index % 2 === 1);
	const texts = pieces.filter((_, index) => index % 2 === 0);
	const unknown = slots.find((slot) => !(SLOTS as readonly string[]).includes(slot));
	if (unknown !== undefined)
		return `there is no {${unknown}}, only ${SLOTS.map((slot) => `{${slot}}`).join(', ')}`;
	if (texts.some((text) => /[{}]/.test(text))) return 'it has a brace that is no place such as {wid}';
	if (texts.some((text) => /[?#*]/.test(text)))
		return 'it is for the path alone, and {any} stands for whatever is there';
	if (slots.filter((slot) => slot === 'path').length !== 1)
		return '{path}, the name of the image, has to be there once';
	const twice = slots.find((slot, index) => slot !== 'any' && slots.indexOf(slot) !== index);
	if (twice !== undefined) return `{${twice}} is there twice`;
	if (slots.length > MAX_SLOTS) return `it has more than ${MAX_SLOTS} places`;
	if (texts.slice(1, -1).includes(''))
		return 'between two places there has to be a text that tells them apart';
	return undefined;
}

/**
 * Lays a pattern without fault on a path. What is left of `{path}` is found from the left, what is right of it from
 * the right, each text where it comes first: there is no going back, so that no path takes long.
 *
 * @returns undefined: it does not fit
 */
export function fillPattern(pattern: string, path: string): Filled | undefined {
	const pieces = split(pattern);
	const at = pieces.indexOf('path', 1);
	const left = fillLeft(pieces.slice(0, at), path);
	if (left === undefined) return undefined;
	const right = fillRight(pieces.slice(at + 1), path.slice(left.end));
	if (right === undefined || right.start === 0) return undefined;
	return { ...left.filled, ...right.filled, path: path.slice(left.end, left.end + right.start) };
}

function split(pattern: string): Pieces {
	return pattern.split(/\{(\w{1,20})\}/);
}

/** @param pieces the last one is a text */
function fillLeft(pieces: Pieces, path: string) {
	const [first = '', ...others] = pieces;
	if (!path.startsWith(first)) return undefined;
	const filled: Record<string, string> = {};
	let end = first.length;
	for (let index = 0; index < others.length; index += 2) {
		const [slot = '', text = ''] = others.slice(index, index + 2);
		const found = path.indexOf(text, end);
		if (found < 0 || !keep(filled, slot, path.slice(end, found))) return undefined;
		end = found + text.length;
	}
	return { filled, end };
}

/** @param pieces the first one is a text */
function fillRight(pieces: Pieces, path: string) {
	const [last = '', ...others] = [...pieces].reverse();
	if (!path.endsWith(last)) return undefined;
	const filled: Record<string, string> = {};
	let start = path.length - last.length;
	for (let index = 0; index < others.length; index += 2) {
		const [slot = '', text = ''] = others.slice(index, index + 2);
		const found = path.lastIndexOf(text, start - text.length);
		if (found < 0 || start < text.length || !keep(filled, slot, path.slice(found + text.length, start)))
			return undefined;
		start = found;
	}
	return { filled, start };
}

/** @returns false: that cannot stand there */
function keep(filled: Record<string, string>, slot: string, value: string): boolean {
	if (value === '' || (slot !== 'commands' && value.includes('/'))) return false;
	if (slot !== 'any') filled[slot] = value;
	return true;
}

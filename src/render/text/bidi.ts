import { graphemes } from './break-opportunities.js';

/** A stretch of text that runs one way. */
export interface Stretch {
	readonly text: string;
	/** even: left to right; odd: right to left; higher ones lie within lower ones */
	readonly level: number;
}

/** Classes of characters, named as in Unicode's bidirectional algorithm; `N` is everything neutral. */
type BidiClass = 'L' | 'R' | 'AL' | 'EN' | 'AN' | 'ES' | 'ET' | 'CS' | 'N';

const CLASSES: readonly (readonly [BidiClass, RegExp])[] = [
	['EN', /^[0-9\u06f0-\u06f9]/],
	['AN', /^[\u0660-\u0669\u066b\u066c]/],
	['AL', /^(?:[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]|\u061b|\u061f)/u],
	['R', /^[\p{Script=Hebrew}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}\u200f]/u],
	['ES', /^[+\-\u2212]/],
	['ET', /^[#%\u00b0\u2030\p{Sc}]/u],
	['CS', /^[,./:\u00a0\u060c]/],
	['L', /^[\p{L}\p{N}\p{Mc}\u200e]/u],
];

const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff]|\ud802|\ud803|\ud83a|\ud83b/;

/** True if a text may have stretches that run from right to left. */
export function mayTurn(text: string): boolean {
	return RIGHT_TO_LEFT.test(text);
}

/** Which way a paragraph runs: as its first letter does (rules P2 and P3 of UAX 9). */
export function baseLevel(text: string): 0 | 1 {
	if (!mayTurn(text)) return 0;
	for (const character of text) {
		const type = classOf(character);
		if (type === 'L') return 0;
		if (type === 'R' || type === 'AL') return 1;
	}
	return 0;
}

/**
 * The levels of a line's graphemes: Unicode's bidirectional algorithm (UAX 9) without explicit embeddings, on one
 * line at a time.
 * @param clusters graphemes; those of an `\rtlch` run are marked and count as letters that run right to left
 */
export function levels(
	clusters: readonly { readonly text: string; readonly turned: boolean }[],
	base: 0 | 1,
): readonly number[] {
	const types = clusters.map(({ text, turned }) => (turned ? 'R' : classOf(text)));
	resolveNumbers(types, base);
	resolveBrackets(clusters, types, base);
	resolveNeutrals(types, base);
	const result = types.map((type) => {
		if (type === 'L') return base === 0 ? 0 : 2;
		if (type === 'R') return 1;
		return 2;
	});
	for (let at = clusters.length - 1; at >= 0 && /^\s/.test(clusters[at]?.text ?? ''); at--) result[at] = base;
	return result;
}

function classOf(text: string): BidiClass {
	return CLASSES.find(([, pattern]) => pattern.test(text))?.[0] ?? 'N';
}

/** Rules W2 to W7. */
function resolveNumbers(types: BidiClass[], base: 0 | 1): void {
	let strong: BidiClass = base === 0 ? 'L' : 'R';
	for (const [at, type] of types.entries()) {
		if (type === 'L' || type === 'R' || type === 'AL') strong = type;
		else if (type === 'EN' && strong === 'AL') types[at] = 'AN';
	}
	for (const [at, type] of types.entries()) {
		if (type === 'AL') types[at] = 'R';
		if (type !== 'ES' && type !== 'CS') continue;
		const [before, after] = [types[at - 1], types[at + 1]];
		if (before === after && (before === 'EN' || (before === 'AN' && type === 'CS'))) types[at] = before;
	}
	for (const [at, type] of types.entries()) {
		if (type === 'ET' && (types[at - 1] === 'EN' || afterTerminators(types, at) === 'EN')) types[at] = 'EN';
	}
	strong = base === 0 ? 'L' : 'R';
	for (const [at, type] of types.entries()) {
		if (type === 'L' || type === 'R') strong = type;
		else if (type === 'EN' && strong === 'L') types[at] = 'L';
		else if (type === 'ES' || type === 'ET' || type === 'CS') types[at] = 'N';
	}
}

function afterTerminators(types: readonly BidiClass[], start: number): BidiClass | undefined {
	let at = start;
	while (types[at] === 'ET' && at < start + 8) at++;
	return types[at];
}

/** Opening and closing ones in turn. */
const BRACKETS = '()[]{}⟨⟩〈〉《》「」『』【】〔〕（）［］｛｝';
/** Brackets that are open at the same time: more are taken for no pairs (definition BD16). */
const MOST_OPEN = 63;

/** Rule N0: both brackets of a pair run the same way, that of the line unless all within and before run against it. */
function resolveBrackets(
	clusters: readonly { readonly text: string }[],
	types: BidiClass[],
	base: 0 | 1,
): void {
	const [own, other] = base === 0 ? (['L', 'R'] as const) : (['R', 'L'] as const);
	for (const [open, close] of bracketPairs(clusters, types)) {
		const within = types.slice(open + 1, close).filter((type) => type !== 'N');
		if (within.length === 0) continue;
		const before = strongBefore(types, open);
		const isOwn =
			within.some((type) => direction(type) === own) || (before ? direction(before) : own) === own;
		types[open] = types[close] = isOwn ? own : other;
	}
}

function strongBefore(types: readonly BidiClass[], end: number): BidiClass | undefined {
	let at = end - 1;
	while (types[at] === 'N') at--;
	return types[at];
}

/** By their opening brackets. */
function bracketPairs(
	clusters: readonly { readonly text: string }[],
	types: readonly BidiClass[],
): readonly (readonly [open: number, close: number])[] {
	const waiting: { readonly at: number; readonly kind: number }[] = [];
	const pairs: (readonly [number, number])[] = [];
	for (const [at, { text }] of clusters.entries()) {
		const kind = types[at] === 'N' && text !== '' ? BRACKETS.indexOf(text.charAt(0)) : -1;
		if (kind < 0) continue;
		if (kind % 2 === 0) {
			if (waiting.length === MOST_OPEN) break;
			waiting.push({ at, kind });
			continue;
		}
		const opened = waiting.findLastIndex((bracket) => bracket.kind === kind - 1);
		const [bracket] = opened < 0 ? [] : waiting.splice(opened);
		if (bracket) pairs.push([bracket.at, at]);
	}
	return pairs.sort(([first], [second]) => first - second);
}

/** Rules N1 and N2: between two of one kind that kind, else the line's. */
function resolveNeutrals(types: BidiClass[], base: 0 | 1): void {
	const own: BidiClass = base === 0 ? 'L' : 'R';
	let at = 0;
	while (at < types.length) {
		if (types[at] !== 'N') {
			at++;
			continue;
		}
		let end = at;
		while (types[end] === 'N') end++;
		const before = at === 0 ? own : direction(types[at - 1]);
		const after = end === types.length ? own : direction(types[end]);
		types.fill(before === after ? before : own, at, end);
		at = end;
	}
}

function direction(type: BidiClass | undefined): BidiClass {
	return type === 'L' ? 'L' : 'R';
}

/** Stretches in the order in which they are seen, from left to right (rule L2). */
export function visualOrder<T extends { readonly level: number }>(stretches: readonly T[]): readonly T[] {
	const order = [...stretches];
	const highest = Math.max(0, ...order.map(({ level }) => level));
	for (let level = highest; level > 0; level--) {
		let start = 0;
		while (start < order.length) {
			if ((order[start]?.level ?? 0) < level) {
				start++;
				continue;
			}
			let end = start;
			while ((order[end]?.level ?? 0) >= level) end++;
			order.splice(start, end - start, ...order.slice(start, end).reverse());
			start = end;
		}
	}
	return order;
}

/** Cuts a text wherever its level changes. */
export function stretchesOf(text: string, clusterLevels: readonly number[]): readonly Stretch[] {
	const found: { text: string; level: number }[] = [];
	for (const [at, cluster] of graphemes(text).entries()) {
		const level = clusterLevels[at] ?? 0;
		const last = found[found.length - 1];
		if (last?.level === level) last.text += cluster;
		else found.push({ text: cluster, level });
	}
	return found;
}

import type { CharacterSet } from './character-set.js';
import type { PatternNode } from './java-pattern.js';
import { PatternError } from './pattern-error.js';

/**
 * How long a backtracking engine can take for a pattern that in the end does not match.
 *
 * It has to try every way to read the string. Where the next character decides between two ways there is
 * only one; where it does not, the engine may come back for the other. So:
 * - a repetition whose *inside* has such an open choice takes exponential time, e.g. `(a+)+`, `(a|ab|b)*`:
 *   refused. `([^/]+/)*` is none: a slash always ends the inner repetition;
 * - a repetition that may go on or end with the same next character, e.g. `.*` before `x`, can end at
 *   any of n places: the time gains a factor n (`degree`);
 * - any other open choice, e.g. `a?` before `a`, at most multiplies it (`choices`).
 */
export interface PatternCost {
	readonly choices: number;
	readonly degree: number;
	/** factors n that look-aheads add; they open no choice */
	readonly looks: number;
}

const NONE: PatternCost = { choices: 1, degree: 0, looks: 0 };

/** A pattern that multiplies the time by more than this is refused. */
const MAX_CHOICES = 1000;
/** Characters of a pattern with its counted repetitions written out. */
const MAX_LENGTH = 10_000;

/** @throws PatternError for a pattern that could take exponential time */
export function patternCost(root: PatternNode): PatternCost {
	if (expandedLength(root) > MAX_LENGTH) {
		throw new PatternError(
			'its counted repetitions are too many; write smaller numbers, or + and * for any number',
		);
	}
	const cost = costOf(root, 0n);
	if (cost.choices > MAX_CHOICES) {
		throw new PatternError(
			'it leaves too many choices open, e.g. `a?a?a?` would; make them exclude each other',
		);
	}
	return cost;
}

/** @param after the characters that can come next once the node is done */
function costOf(node: PatternNode, after: CharacterSet): PatternCost {
	switch (node.type) {
		case 'character':
			return NONE;
		case 'look': {
			const { choices, degree, looks } = costOf(node.item, 0n);
			return { choices, degree: 0, looks: degree + looks + (isUnbounded(node.item) ? 1 : 0) };
		}
		case 'sequence':
			return sequenceCost(node.items, after);
		case 'choice':
			return choiceCost(node.items, after);
		case 'repeat':
			return node.max <= 1 ? optionCost(node, after) : repeatCost(node, after);
	}
}

function sequenceCost(items: readonly PatternNode[], after: CharacterSet): PatternCost {
	let cost = NONE;
	let next = after;
	for (const item of items.toReversed()) {
		cost = both(cost, costOf(item, next));
		next = entry(item, next);
	}
	return cost;
}

function choiceCost(items: readonly PatternNode[], after: CharacterSet): PatternCost {
	let cost = NONE;
	let seen = 0n;
	let open = 1;
	for (const item of items) {
		const next = entry(item, after);
		if (overlap(seen, next)) open++;
		seen |= next;
		cost = worst(cost, costOf(item, after));
	}
	return { ...cost, choices: cost.choices * open };
}

function optionCost({ item }: { readonly item: PatternNode }, after: CharacterSet): PatternCost {
	const cost = costOf(item, after);
	return overlap(first(item), after) ? { ...cost, choices: cost.choices + 1 } : cost;
}

function repeatCost(
	{ item, min, max }: { readonly item: PatternNode; readonly min: number; readonly max: number },
	after: CharacterSet,
): PatternCost {
	const inside = costOf(item, first(item));
	if (inside.choices > 1 || inside.degree > 0) {
		throw new PatternError(
			'a repetition whose inside can be read in two ways, e.g. `(a+)+`, could take exponential time; say it with one repetition, e.g. `a+`',
		);
	}
	const open = min !== max && overlap(first(item), after);
	return { choices: 1, degree: open ? 1 : 0, looks: inside.looks };
}

function both(a: PatternCost, b: PatternCost): PatternCost {
	return { choices: a.choices * b.choices, degree: a.degree + b.degree, looks: a.looks + b.looks };
}

function worst(a: PatternCost, b: PatternCost): PatternCost {
	return {
		choices: Math.max(a.choices, b.choices),
		degree: Math.max(a.degree, b.degree),
		looks: Math.max(a.looks, b.looks),
	};
}

function overlap(a: CharacterSet, b: CharacterSet): boolean {
	return (a & b) !== 0n;
}

/** The characters the node, or if it can be empty what comes after it, can begin with. */
function entry(node: PatternNode, after: CharacterSet): CharacterSet {
	return canBeEmpty(node) ? first(node) | after : first(node);
}

function first(node: PatternNode): CharacterSet {
	switch (node.type) {
		case 'character':
			return node.set;
		case 'look':
			return 0n;
		case 'sequence':
			return node.items.reduceRight((next, item) => entry(item, next), 0n);
		case 'choice':
			return node.items.reduce((set, item) => set | first(item), 0n);
		case 'repeat':
			return first(node.item);
	}
}

function canBeEmpty(node: PatternNode): boolean {
	switch (node.type) {
		case 'character':
			return false;
		case 'look':
			return true;
		case 'sequence':
			return node.items.every(canBeEmpty);
		case 'choice':
			return node.items.some(canBeEmpty);
		case 'repeat':
			return node.min === 0 || canBeEmpty(node.item);
	}
}

function isUnbounded(node: PatternNode): boolean {
	if (node.type === 'sequence' || node.type === 'choice') return node.items.some(isUnbounded);
	if (node.type === 'repeat') return node.max === Number.POSITIVE_INFINITY || isUnbounded(node.item);
	return false;
}

function expandedLength(node: PatternNode): number {
	switch (node.type) {
		case 'character':
			return 1;
		case 'look':
			return expandedLength(node.item);
		case 'sequence':
		case 'choice':
			return node.items.reduce((sum, item) => sum + expandedLength(item), 0);
		case 'repeat': {
			const times = node.max === Number.POSITIVE_INFINITY ? node.min + 1 : node.max;
			return times * Math.max(1, expandedLength(node.item));
		}
	}
}

import { describe, expect, test } from 'vitest';
import { baseLevel, levels, stretchesOf, visualOrder } from './bidi.js';

/** A line as it is seen, from left to right: what runs from right to left is turned, with mirrored brackets. */
function seen(text: string): string {
	const clusters = [...text].map((character) => ({ text: character, turned: false }));
	return visualOrder(stretchesOf(text, levels(clusters, baseLevel(text))))
		.map((stretch) => (stretch.level % 2 === 0 ? stretch.text : turned(stretch.text)))
		.join('');
}

const MIRRORED: Readonly<Record<string, string>> = { '(': ')', ')': '(', '[': ']', ']': '[' };

function turned(text: string): string {
	return [...text]
		.reverse()
		.map((character) => MIRRORED[character] ?? character)
		.join('');
}

describe('brackets are seen as a pair', () => {
	test.each([
		['אב (abc) 12', '12 (abc) בא'],
		['אב (abc) def', 'def (abc) בא'],
		['אב [a(b)c] d', 'd [a(b)c] בא'],
		['אב (abc גד) def', 'def (דג abc) בא'],
		['abc (אב) גד', 'abc (בא) דג'],
		['abc (אב) def', 'abc (בא) def'],
		['abc (אב def) גד', 'abc (בא def) דג'],
		['אב (12) גד', 'דג (12) בא'],
		['abc) אב (def', 'abc) בא (def'],
	])('%s', (text, expected) => {
		expect(seen(text)).toBe(expected);
	});
});

import { describe, expect, test } from 'vitest';
import { complete } from './completion.js';

/** `|` is the caret. */
function suggested(marked: string, macros: readonly string[] = []): string[] {
	const caret = marked.indexOf('|');
	return complete(marked.replace('|', ''), caret, macros).suggestions.map(({ insert }) => insert);
}

describe('complete', () => {
	test.each([
		['si|', ['size=', 'sizeN=']],
		['size=3,4&COLO|', ['color=']],
		['size=3,4&\n\torig|', ['origin=', 'originN=']],
		['size=|', []],
		['text=a col|', []],
		['src=is(Acme/x?ori|', ['origin=', 'originN=']],
		['nosuch|', []],
	])('%j', (text, names) => {
		expect(suggested(text).map((name) => name.toLowerCase())).toEqual(
			names.map((name) => name.toLowerCase()),
		);
	});

	test('at the beginning of a command: what is used most', () => {
		expect(suggested('size=3,4&|').slice(0, 3)).toEqual(['size=', 'sizeN=', 'color=']);
	});

	test('macros', () => {
		expect(suggested('wid=3&$th|', ['thumb', 'zoom', 'third'])).toEqual(['$thumb$', '$third$']);
	});

	test('what is replaced', () => {
		expect(complete('wid=3&\n  si', 11, [])).toMatchObject({ start: 9, end: 11 });
	});

	test('each says what it is for and what it needs', () => {
		const [first] = complete('wid', 3, []).suggestions;
		expect(first).toMatchObject({
			insert: 'wid=',
			summary: 'Width of the reply in pixels.',
			support: 'full',
		});
		expect(first?.form).not.toBe('');
	});
});

import { describe, expect, test } from 'vitest';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { lineAndColumn, spanOf, stretches, templateLines, templateQuery } from './template-text.js';

const PREFIX = '/is/image/Acme?';

function spans(text: string) {
	const query = templateQuery(text);
	const { problems } = parseImageRequest(PREFIX + query.query, { Acme: {} });
	return problems.flatMap((problem) => spanOf(problem, query, PREFIX.length) ?? []);
}

describe('templateQuery', () => {
	test.each([
		['size=3,4&color=ff0000', 'size=3,4&color=ff0000'],
		['size=3,4&\n\tcolor=ff0000\n', 'size=3,4&color=ff0000'],
		['text=a b&\r\n  layer=1', 'text=a b&layer=1'],
		['text=#1', 'text=%231'],
	])('%j', (text, query) => {
		expect(templateQuery(text).query).toBe(query);
	});

	test('lines are put in before layers and their contents, and taken out again', () => {
		const modifier = 'size=3,4&color=ff0000&layer=1&text=a&pos=1,2';
		expect(templateLines(modifier)).toBe('size=3,4&color=ff0000&\nlayer=1&\ntext=a&pos=1,2');
		expect(templateQuery(templateLines(modifier)).query).toBe(modifier);
	});
});

describe('spanOf', () => {
	test.each([
		['size=3,4&colour=ff0000', 'colour=ff0000', 'warning'],
		['size=3,4&\n\n  wid=none', 'wid=none', 'error'],
		['text=#&wid=none', 'wid=none', 'error'],
	])('%j: %s', (text, piece, severity) => {
		const [span] = spans(text);
		expect(text.slice(span?.start, span?.end)).toBe(piece);
		expect(span?.severity).toBe(severity);
	});

	test('what stands in a record is nowhere in the text', () => {
		const problem = { code: 'invalid-value', message: '', piece: 'wid=0', severity: 'error' } as const;
		expect(spanOf(problem, templateQuery('size=3,4'), PREFIX.length)).toBeUndefined();
	});
});

test('stretches: all of the text, errors over warnings', () => {
	const marked = stretches('abcdef', [
		{ start: 1, end: 4, severity: 'warning' },
		{ start: 3, end: 5, severity: 'error' },
	]);
	expect(marked.map(({ text, severity }) => [text, severity])).toEqual([
		['a', undefined],
		['bc', 'warning'],
		['d', 'error'],
		['e', 'error'],
		['f', undefined],
	]);
});

test('lineAndColumn', () => {
	expect(lineAndColumn('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
});

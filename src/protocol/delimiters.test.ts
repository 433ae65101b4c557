import { describe, expect, test } from 'vitest';
import { encodeUnpaired } from './delimiters.js';
import type { ImageRequest } from './image-request.js';
import { parseImageRequest } from './parse-image-request.js';

test.each([
	['plain', 'plain'],
	['a(b', 'a%28b'],
	['a)b', 'a%29b'],
	['}{', '%7D%7B'],
	['is(a/b?wid=3)', 'is(a/b?wid=3)'],
	// braces and parentheses are equivalent
	['(a}', '(a}'],
	['((a)', '%28(a)'],
	['(a))', '(a)%29'],
])('%s within a nested request: %s', (value, expected) => {
	expect(encodeUnpaired(value)).toBe(expected);
});

function innermost(request: ImageRequest): ImageRequest {
	const source = request.layers.map((layer) => layer.source).find(({ type }) => type === 'nested');
	return source?.type === 'nested' ? innermost(source.request) : request;
}

describe('a variable with delimiters', () => {
	test.each(['a(b', 'a)b', '((', '}', 'is(', ':-)'])('$t=%s is the same text at every depth', (text) => {
		for (const source of ['?text=$t$', '?src=is(?text=$t$)', '?src=is(?src=is{?text=$t$})']) {
			const request = parseImageRequest(`/is/image?$t=${text}&layer=1&src=is(${source})&layer=2&text=end`);
			expect(request.problems).toEqual([]);
			expect(innermost(request).layers[0]?.source).toMatchObject({ document: { source: text } });
			expect(request.layers.map(({ number }) => number)).toEqual([0, 1, 2]);
		}
	});

	test('that pair may be a request of its own', () => {
		const request = parseImageRequest('/is/image?$img=is(a/b?wid=3)&src=is(?src=$img$)');
		expect(innermost(request)).toMatchObject({ object: { specifier: 'a/b' }, commands: { wid: 3 } });
	});
});

import { describe, expect, test } from 'vitest';
import type { SubstituteMessage } from '../../messages.js';
import { addFailure, type FailureRow, filterFailures, withRemembered } from './failure-list.js';

const message = (url: string, overrides: Partial<SubstituteMessage> = {}): SubstituteMessage => ({
	...{ type: 'understudy:substitute', url, kind: 'default-image', reason: 'missing', status: 404 },
	...{ object: 'Acme/no-image', observed: false, time: 1 },
	...overrides,
});
const add = (...messages: readonly SubstituteMessage[]) =>
	messages.reduce<readonly FailureRow[]>(addFailure, []);

describe('addFailure', () => {
	test('the newest comes first', () => {
		expect(add(message('a'), message('b')).map(({ url }) => url)).toEqual(['b', 'a']);
	});

	test('an equal one is counted, with its latest time', () => {
		const rows = add(message('a'), message('b'), message('a', { time: 9 }));
		expect(rows.map(({ url, count, time }) => [url, count, time])).toEqual([
			['a', 2, 9],
			['b', 1, 1],
		]);
	});

	test('the same URL with another reason is another row', () => {
		expect(add(message('a'), message('a', { reason: 'timeout', status: 0 }))).toHaveLength(2);
	});
});

test('withRemembered: what was not seen again, newest first', () => {
	const failure = {
		reason: 'server',
		status: 500,
		expires: 0,
		kind: 'error-image',
		message: 'Oops',
	} as const;
	const rows = withRemembered(
		add(message('a')),
		new Map([
			['a', { ...failure, time: 3 }],
			['b', { ...failure, time: 4 }],
			['c', { ...failure, time: 5 }],
		]),
	);
	expect(rows.map(({ url }) => url)).toEqual(['a', 'c', 'b']);
	expect(rows[1]).toMatchObject({ reason: 'server', kind: 'error-image', serverText: 'Oops' });
});

test.each([
	['', 2],
	['mug', 1],
	['TIMEOUT', 1],
	['acme missing', 1],
	['acme nothing-such', 0],
	['404', 1],
])('filterFailures %s', (text, count) => {
	const rows = add(
		message('https://x/is/image/Acme/mug'),
		message('https://x/is/image/Acme/vase', { reason: 'timeout', status: 0 }),
	);
	expect(filterFailures(rows, text)).toHaveLength(count);
});

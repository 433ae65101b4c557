import { expect, test } from 'vitest';
import { failureOfHeaders } from './placeholder.js';

const headers = { 'X-Cld-Error': '', 'X-Cache-Status': '^placeholder' };

test.each([
	[{ 'X-Cld-Error': 'Resource not found - mug' }, 'missing'],
	[{ 'X-Cld-Error': 'Invalid transformation component' }, 'invalid'],
	[{ 'X-Cld-Error': '' }, 'missing'],
	[{ 'X-Cache-Status': 'PLACEHOLDER; hit' }, 'missing'],
	[{ 'X-Cache-Status': 'no placeholder' }, undefined],
	[{}, undefined],
])('%j: %s', (sent: Record<string, string>, reason) => {
	const failure = failureOfHeaders({ headers }, (name) => sent[name] ?? null, 200);
	expect(failure?.reason).toBe(reason);
	expect(failure?.status ?? 200).toBe(200);
});

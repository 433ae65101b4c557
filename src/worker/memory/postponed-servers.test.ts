import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deleteDatabase } from '../../catalog/store/database.js';
import type { Failure } from '../../fallback/failure.js';
import { PostponedServers } from './postponed-servers.js';

const origin = 'https://images.example.com';
const url = `${origin}/is/image/Acme/mug`;
const other = `${origin}/is/image/Acme/other`;
const overload: Failure = { reason: 'overload', status: 503, serverText: '' };

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(async () => {
	vi.useRealTimers();
	await deleteDatabase();
});

test('a server that is away is not asked before the time that it says', () => {
	const servers = new PostponedServers();
	servers.add(url, { ...overload, retryAfterMs: 120_000 });
	expect(servers.has(other)).toBe(true);
	expect(servers.has('https://elsewhere.example.com/')).toBe(false);
	vi.setSystemTime(Date.now() + 120_000);
	expect(servers.has(other)).toBe(false);
});

test.each<[string, Failure]>([
	['of a picture that is missing', { reason: 'missing', status: 404, serverText: '', retryAfterMs: 120_000 }],
	['of a server that says no time', overload],
])('a failure %s says nothing of the others', (_, failure) => {
	const servers = new PostponedServers();
	servers.add(url, failure);
	expect(servers.has(other)).toBe(false);
});

test('a server that wants to be left alone for a year is asked within the longest time that anything is believed', () => {
	const servers = new PostponedServers();
	servers.add(url, { ...overload, retryAfterMs: 365 * 24 * 60 * 60 * 1000 });
	vi.setSystemTime(Date.now() + 24 * 60 * 60 * 1000);
	expect(servers.has(url)).toBe(false);
});

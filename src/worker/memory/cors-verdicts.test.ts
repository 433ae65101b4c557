import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deleteDatabase } from '../../catalog/store/database.js';
import { readServers } from '../../catalog/store/failure-memory.js';
import { CorsVerdicts } from './cors-verdicts.js';

const origin = 'https://images.example.com';
const url = `${origin}/is/image/Acme/mug`;

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(async () => {
	vi.useRealTimers();
	await deleteDatabase();
});

test('a server without CORS is not asked with it for ten minutes', () => {
	const cors = new CorsVerdicts();
	cors.deny(origin);
	expect(cors.isDenied(url)).toBe(true);
	expect(cors.isDenied('https://elsewhere.example.com/is/image/Acme/mug')).toBe(false);
	vi.setSystemTime(Date.now() + 10 * 60 * 1000);
	expect(cors.isDenied(url)).toBe(false);
});

test('the next worker knows of it, until the server sends the headers', async () => {
	const cors = new CorsVerdicts();
	cors.deny(origin);
	const stored = () => readServers().then((servers) => servers.get(origin)?.corsDeniedUntil);
	await vi.waitFor(async () => expect(await stored()).toBeGreaterThan(Date.now()));
	cors.allow(origin);
	expect(cors.isDenied(url)).toBe(false);
	await vi.waitFor(async () => expect(await stored()).toBeUndefined());
});

import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { closeDatabase, deleteDatabase } from './database.js';
import {
	dropWaitingFailures,
	forgetFailures,
	readFailures,
	readServers,
	rememberFailure,
	rememberServer,
} from './failure-memory.js';

const NOON = Date.UTC(2026, 0, 1, 12);

function at(time: number): void {
	vi.spyOn(Date, 'now').mockReturnValue(time);
}

function failure(expires: number) {
	return { reason: 'missing', status: 403, kind: 'default-image', expires } as const;
}

afterEach(async () => {
	vi.restoreAllMocks();
	await deleteDatabase();
});

const DAY = 24 * 60 * 60 * 1000;

test('failures outlive the worker, and for a day their own time', async () => {
	at(NOON);
	await rememberFailure('https://i.test/a', failure(NOON + 1000));
	await rememberFailure('https://i.test/b', failure(NOON + 5000));
	await closeDatabase();
	expect([...(await readFailures()).keys()]).toEqual(['https://i.test/a', 'https://i.test/b']);
	at(NOON + 1000 + DAY);
	expect([...(await readFailures())]).toEqual([
		['https://i.test/b', { ...failure(NOON + 5000), time: NOON }],
	]);
});

test('the same image is remembered once, as it failed last', async () => {
	await rememberFailure('https://i.test/a', failure(Date.now() + 60_000));
	await rememberFailure('https://i.test/a', { ...failure(Date.now() + 60_000), status: 404 });
	expect([...(await readFailures()).values()].map(({ status }) => status)).toEqual([404]);
});

test('of more than 500 failures the newest are kept', async () => {
	for (const half of [0, 1]) {
		const written = Array.from({ length: 252 }, (_, index) => {
			at(NOON + 252 * half + index);
			return rememberFailure(`https://i.test/${252 * half + index}`, failure(NOON + 60_000));
		});
		await Promise.all(written);
	}
	const urls = [...(await readFailures()).keys()];
	expect(urls).toHaveLength(500);
	expect(urls).not.toContain('https://i.test/3');
	expect(urls).toContain('https://i.test/4');
	expect(urls).toContain('https://i.test/503');
});

test('failures can be forgotten, one or all', async () => {
	const soon = Date.now() + 60_000;
	await rememberFailure('https://i.test/a', failure(soon));
	await rememberFailure('https://i.test/b', failure(soon));
	await forgetFailures(['https://i.test/a']);
	expect([...(await readFailures()).keys()]).toEqual(['https://i.test/b']);
	await forgetFailures();
	expect((await readFailures()).size).toBe(0);
});

test('failures that come at once are all kept, but for one that is well again by then', async () => {
	const soon = Date.now() + 60_000;
	const urls = ['a', 'b', 'c', 'd'].map((name) => `https://i.test/${name}`);
	const kept = urls.map((url) => rememberFailure(url, failure(soon)));
	await Promise.all([...kept, forgetFailures(['https://i.test/c'])]);
	expect([...(await readFailures()).keys()]).toEqual(urls.filter((url) => !url.endsWith('c')));
});

test('the first failure is written at once, those that follow soon together', async () => {
	const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction');
	const soon = Date.now() + 60_000;
	await rememberFailure('https://i.test/a', failure(soon));
	const second = rememberFailure('https://i.test/b', failure(soon));
	await readServers();
	await Promise.all([second, rememberFailure('https://i.test/c', failure(soon))]);
	expect(transaction.mock.calls.filter(([stores]) => stores === 'failures')).toHaveLength(2);
	expect((await readFailures()).size).toBe(3);
});

test('what waits when the database is deleted makes no new one', async () => {
	const written = rememberFailure('https://i.test/a', failure(Date.now() + 60_000));
	dropWaitingFailures();
	await deleteDatabase();
	await written;
	expect(await indexedDB.databases()).toEqual([]);
});

test('a server without CORS is remembered for a while', async () => {
	at(NOON);
	await rememberServer('https://i.test', { corsDeniedUntil: NOON + 1000 });
	expect([...(await readServers())]).toEqual([['https://i.test', { corsDeniedUntil: NOON + 1000 }]]);
	at(NOON + 1001);
	expect((await readServers()).size).toBe(0);
});

test('news of a server are added to what is known of it', async () => {
	at(NOON);
	const broken = { reason: 'timeout', until: NOON + 2000, state: { attemptNo: 1 } } as const;
	await rememberServer('https://i.test', { corsDeniedUntil: NOON + 1000 });
	await rememberServer('https://i.test', { broken });
	expect((await readServers()).get('https://i.test')).toEqual({ corsDeniedUntil: NOON + 1000, broken });
	await rememberServer('https://i.test', { broken: undefined });
	expect((await readServers()).get('https://i.test')).toEqual({
		corsDeniedUntil: NOON + 1000,
		broken: undefined,
	});
});

test('a clock that is put back: what was to be over soon is not believed for years', async () => {
	at(NOON);
	const broken = { reason: 'timeout', until: NOON + 60_000, state: {} } as const;
	await rememberFailure('https://i.test/a', failure(NOON + 60_000));
	await rememberServer('https://i.test', { corsDeniedUntil: NOON + 600_000 });
	await rememberServer('https://j.test', { retryAt: NOON + 900_000 });
	await rememberServer('https://k.test', { broken });
	at(NOON - 365 * DAY);
	expect((await readFailures()).size).toBe(0);
	expect((await readServers()).size).toBe(0);
});

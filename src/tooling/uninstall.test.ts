import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { expect, test } from 'vitest';
import { runInTerminal } from './testing/run-in-terminal.js';
import { withFolder } from './testing/temporary-folder.js';

test('the worker is replaced; what else lies there stays', () =>
	withFolder({ 'sw.js': 'old', 'image-fallback.json': '{}' }, async (folder) => {
		const { code, out } = await runInTerminal('uninstall', folder);
		expect(code).toBe(0);
		expect(out).toContain(`wrote ${join(folder, 'sw.js')}`);
		expect(await readFile(join(folder, 'sw.js'), 'utf8')).toContain('unregister()');
		expect(await readFile(join(folder, 'image-fallback.json'), 'utf8')).toBe('{}');
	}));

test('a folder that is none', () =>
	withFolder({}, async (folder) => {
		const { code, error } = await runInTerminal('uninstall', join(folder, 'publik'));
		expect(code).toBe(1);
		expect(error).toContain('publik is not a folder');
	}));

test.each(['onsuccess', 'onerror', 'onblocked'])(
	'the new worker takes over, deletes its own data only, and goes (database: %s)',
	(outcome) =>
		withFolder({}, async (folder) => {
			await runInTerminal('uninstall', folder);
			const browser = fakeBrowser(outcome);
			runInContext(await readFile(join(folder, 'sw.js'), 'utf8'), browser.globals);

			await browser.dispatch('install');
			expect(browser.events).toEqual(['skipWaiting']);
			await browser.dispatch('activate');
			expect(browser.events.slice(1, -1).sort()).toEqual([
				'cache image-understudy-assets-1 deleted',
				'cache image-understudy-renderings-1 deleted',
				'database image-understudy deleted',
			]);
			expect(browser.events.at(-1)).toBe('unregister');
		}),
);

test('the new worker answers pages that are still open: nothing is replaced, and it knows nothing', () =>
	withFolder({}, async (folder) => {
		await runInTerminal('uninstall', folder);
		const browser = fakeBrowser('onsuccess');
		runInContext(await readFile(join(folder, 'sw.js'), 'utf8'), browser.globals);
		const before = Date.now();
		await browser.dispatch('activate');
		expect(browser.answerTo({ type: 'understudy:status' })).toMatchObject({ mode: 'off', servers: [] });
		const marks = browser.answerTo({ type: 'understudy:marks', urls: ['https://images.test/a'] });
		expect(marks).toMatchObject({ type: 'understudy:marks', marks: [] });
		// what its forerunner has answered just now, it does not deny
		expect((marks as { since: number }).since).toBeGreaterThanOrEqual(before + 500);
		const probed = { type: 'understudy:probed', well: false };
		expect(browser.answerTo({ type: 'understudy:probe', url: 'https://images.test/a' })).toEqual(probed);
		expect(browser.answerTo({ type: 'understudy:forget' })).toEqual({ type: 'understudy:forgotten' });
		const update = { type: 'understudy:update', force: true };
		expect(browser.answerTo(update)).toMatchObject({ type: 'understudy:error' });
		for (const other of [undefined, null, 'hello', { type: 'other' }]) {
			expect(browser.answerTo(other)).toBeUndefined();
		}
	}));

/** The little of a service worker's surroundings that the script touches. */
function fakeBrowser(databaseOutcome: string) {
	const events: string[] = [];
	const listeners = new Map<string, (event: object) => void>();
	const globals = createContext({
		addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
		skipWaiting: () => events.push('skipWaiting'),
		URL,
		registration: { scope: 'https://shop.test/', unregister: () => events.push('unregister') },
		caches: {
			keys: async () => [
				'image-understudy-assets-1',
				'image-understudy /other/-assets-1',
				'shop-pages',
				'image-understudy-renderings-1',
			],
			delete: async (name: string) => events.push(`cache ${name} deleted`),
		},
		indexedDB: {
			deleteDatabase(name: string) {
				events.push(`database ${name} deleted`);
				const request: Record<string, () => void> = {};
				queueMicrotask(() => request[databaseOutcome]?.());
				return request;
			},
		},
	});
	runInContext('globalThis.self = globalThis', globals);
	return {
		events,
		globals,
		/** What the worker says to a page; undefined: nothing. */
		answerTo(data: unknown): unknown {
			let answer: unknown;
			const port = { postMessage: (message: unknown) => (answer = structuredClone(message)) };
			listeners.get('message')?.({ data, ports: [port] });
			return answer;
		},
		async dispatch(type: string): Promise<void> {
			const work: Promise<unknown>[] = [];
			listeners.get(type)?.({ waitUntil: (promise: Promise<unknown>) => work.push(promise) });
			await Promise.all(work);
		},
	};
}

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
		expect(error).toContain('publik is no folder');
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
		async dispatch(type: string): Promise<void> {
			const work: Promise<unknown>[] = [];
			listeners.get(type)?.({ waitUntil: (promise: Promise<unknown>) => work.push(promise) });
			await Promise.all(work);
		},
	};
}

import { defineConfig, devices } from '@playwright/test';
import type { Host } from './e2e/workers/worker-of.js';
import { findShell, launchArguments } from './scripts/browser.mjs';

const browser = {
	...devices['Desktop Chrome'],
	launchOptions: { executablePath: (await findShell()).path, args: launchArguments },
};

/**
 * What must be the same in a worker of the shop's own: all in which a request goes through the worker, which the host
 * hands it on to the layer.
 *
 * Left out are the pictures that are drawn (`render`, `goldens`, and `substitutes` but for copies, which are in the
 * host's storage): they come from the same scripts, which the host cannot change. `inspector` and `tooling` have
 * nothing to do with the host. Single tests have the tag `@drop-in` where they are about the page alone, about what
 * the same script decides in both workers, or about what only the drop-in worker has: parts that it loads, a manifest
 * that its URL names.
 */
const IN_BOTH_WORKERS = [
	...['detection/*', 'healing/*', 'life-cycle/*', 'observability/*', 'page/*', 'resilience/*', 'security/*'],
	'substitutes/last-good',
];

const files = (names: readonly string[]) => names.map((name) => `**/e2e/${name}.spec.ts`);

export default defineConfig<object, { host: Host }>({
	testDir: 'e2e',
	testMatch: '**/*.spec.ts',
	outputDir: 'test-results/e2e',
	workers: 2,
	fullyParallel: true,
	// a test that passes only sometimes is a fault, not weather
	retries: 0,
	forbidOnly: true,
	reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
	// a machine may be busy with other things
	expect: { timeout: 10_000 },
	projects: [
		{ name: 'chromium', testIgnore: files(['workbox/*']), use: browser },
		{
			name: 'workbox',
			testMatch: files(['workbox/*', ...IN_BOTH_WORKERS]),
			grepInvert: /@drop-in/,
			use: { ...browser, host: 'workbox' },
		},
	],
});

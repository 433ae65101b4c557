import { defineConfig, devices } from '@playwright/test';
import { findBrowser, launchArguments } from './scripts/browser.mjs';

export default defineConfig({
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
	use: { trace: 'retain-on-failure' },
	projects: [
		{
			name: 'chromium',
			use: {
				...devices['Desktop Chrome'],
				launchOptions: { executablePath: (await findBrowser()).path, args: launchArguments },
			},
		},
	],
});

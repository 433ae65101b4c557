import { defineConfig } from '@playwright/test';
import { drivers, type Engine } from './drivers/index.js';
import type { EngineOptions } from './stage.js';

/** The same checks in each engine; `npm run test:engines` chooses the projects that this machine can run. */
export default defineConfig<object, EngineOptions>({
	testDir: 'checks',
	testMatch: '*.ts',
	outputDir: '../../test-results/engines',
	workers: 2,
	retries: 0,
	forbidOnly: true,
	reporter: [['list'], ['json', { outputFile: '../../test-results/engines.json' }]],
	timeout: 60_000,
	// a machine may be busy with other things
	expect: { timeout: 20_000 },
	projects: Object.keys(drivers).map((engine) => ({ name: engine, use: { engine: engine as Engine } })),
});

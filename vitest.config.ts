import { defineConfig } from 'vitest/config';

/** Needs an IndexedDB: covered by the browser tests besides. */
const STORE = ['database', 'database-schema', 'rule-store', 'failure-memory'].map(
	(name) => `src/catalog/${name}.ts`,
);

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs', 'e2e/servers/**/*.test.ts'],
		// some start a build or a server, and a machine may be busy with other things
		testTimeout: 30_000,
		restoreMocks: true,
		unstubGlobals: true,
		// of the pure floors; with `--coverage`
		coverage: {
			include: ['src/protocol/**/*.ts', 'src/fallback/**/*.ts', 'src/catalog/**/*.ts'],
			exclude: ['**/*.test.ts', '**/testing/**', '**/index.ts', ...STORE],
			reportsDirectory: 'test-results/coverage',
			reporter: ['text-summary', 'json-summary'],
			thresholds: {
				'src/protocol/**': { branches: 95 },
				'src/fallback/**': { branches: 95 },
				'src/catalog/**': { branches: 95 },
			},
		},
	},
});

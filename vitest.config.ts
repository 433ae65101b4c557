import { defineConfig } from 'vitest/config';

/** Needs an IndexedDB: covered by the browser tests besides. */
const STORE = ['database', 'database-schema', 'rule-store', 'failure-memory'].map(
	(name) => `src/catalog/store/${name}.ts`,
);

/** Functions from values to values leave nothing behind: their files need no process each. */
const PURE = ['protocol', 'fallback', 'render'].map((floor) => `src/${floor}/**/*.test.ts`);

export default defineConfig({
	test: {
		projects: [
			{ extends: true, test: { name: 'pure', include: PURE, isolate: false } },
			{
				extends: true,
				test: {
					name: 'isolated',
					include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs', 'e2e/servers/**/*.test.ts'],
					exclude: PURE,
				},
			},
		],
		// Vitest leaves one processor idle otherwise: of two that is half of the machine
		maxWorkers: '100%',
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

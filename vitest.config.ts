import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'scripts/**/*.test.mjs', 'e2e/servers/**/*.test.ts'],
		// some start a build or a server, and a machine may be busy with other things
		testTimeout: 30_000,
		restoreMocks: true,
		unstubGlobals: true,
	},
});

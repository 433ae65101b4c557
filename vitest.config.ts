import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['src/**/*.test.ts', 'e2e/servers/**/*.test.ts'],
		restoreMocks: true,
		unstubGlobals: true,
	},
});

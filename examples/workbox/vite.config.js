import { defineConfig } from 'vite';

/** The worker is one classic script: `vite build --mode worker`. */
const worker = {
	publicDir: false,
	define: { 'process.env.NODE_ENV': '"production"' },
	build: {
		emptyOutDir: false,
		lib: { entry: 'worker.js', formats: ['iife'], name: 'worker', fileName: () => 'worker.js' },
	},
};

export default defineConfig(({ mode }) => (mode === 'worker' ? worker : {}));

import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

/** It bundles `worker.js` and tells it the files of the build. */
const pwa = VitePWA({
	strategies: 'injectManifest',
	srcDir: '.',
	filename: 'worker.js',
	// register() of the layer does
	injectRegister: false,
	manifest: false,
});

export default defineConfig({ plugins: [pwa] });

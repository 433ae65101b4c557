import { expect, test, vi } from 'vitest';
import { canvasPackage } from './canvas-package.js';
import { describeFault } from './describe.js';

vi.mock('node:module', () => ({
	createRequire: () => (name: string) => {
		const message = `Cannot find module '${name}'\nRequire stack:\n- /shop/chunk.js`;
		throw Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND' });
	},
}));

test('where the optional package is not installed, the error says what to do', () => {
	let said = '';
	try {
		canvasPackage();
	} catch (error) {
		said = describeFault(error);
	}
	expect(said).toBe(
		'Drawing in Node needs the package @napi-rs/canvas: run `npm install --save-dev @napi-rs/canvas`.',
	);
});

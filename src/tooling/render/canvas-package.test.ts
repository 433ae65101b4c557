import { expect, test, vi } from 'vitest';
import { canvasPackage } from './canvas-package.js';

vi.mock('node:module', () => ({
	createRequire: () => (name: string) => {
		throw new Error(`Cannot find module '${name}'`);
	},
}));

test('where the optional package is not installed, the error says what to do', () => {
	expect(() => canvasPackage()).toThrow('run `npm install --save-dev @napi-rs/canvas`');
});

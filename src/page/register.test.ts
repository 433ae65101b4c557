import { expect, test, vi } from 'vitest';
import { register } from './register.js';

test.each([
	['no navigator', undefined],
	['a navigator without service workers', {}],
])('on a server with %s nothing is done, and the status says so', async (_, navigator) => {
	vi.stubGlobal('navigator', navigator);
	try {
		const layer = await register();
		layer.addEventListener('substitute', () => {});
		expect(await layer.status()).toMatchObject({ supported: false, controlled: false, mode: 'off' });
		expect(await layer.unregister()).toBe(false);
	} finally {
		vi.unstubAllGlobals();
	}
});

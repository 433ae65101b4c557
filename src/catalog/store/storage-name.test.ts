import { expect, test, vi } from 'vitest';
import { storageName } from './storage-name.js';

test.each([
	['no registration, as in a script of the page', undefined, 'image-understudy'],
	['one of the whole site', 'https://shop.test/', 'image-understudy'],
	['one of a folder, which has a storage of its own', 'https://shop.test/de/', 'image-understudy /de/'],
])('%s', (_, scope, name) => {
	vi.stubGlobal('registration', scope && { scope });
	expect(storageName()).toBe(name);
});

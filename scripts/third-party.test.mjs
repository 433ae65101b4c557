import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { licenceTexts, packageFolder } from './third-party.mjs';

test.each([
	['/shop/node_modules/idb/build/index.js', '/shop/node_modules/idb'],
	['/shop/node_modules/@scope/name/index.js?commonjs', '/shop/node_modules/@scope/name'],
	['\0/shop/node_modules/a/node_modules/b/index.js', '/shop/node_modules/a/node_modules/b'],
	['/shop/src/node_modules.ts', undefined],
])('the package of %j', (id, folder) => {
	expect(packageFolder(id)).toBe(folder);
});

test('a package without the text of its licence is not handed on', () => {
	const folder = mkdtempSync(join(tmpdir(), 'image-understudy-'));
	try {
		writeFileSync(
			join(folder, 'package.json'),
			'{ "name": "secretive", "version": "1.0.0", "license": "MIT" }',
		);
		expect(() => licenceTexts([folder])).toThrow('secretive is bundled, but has no licence file');
		writeFileSync(join(folder, 'LICENCE.md'), 'You may.\n');
		expect(licenceTexts([folder])).toBe('secretive 1.0.0 (MIT)\n=====================\n\nYou may.\n');
	} finally {
		rmSync(folder, { recursive: true });
	}
});

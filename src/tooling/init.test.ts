import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runInTerminal } from './testing/run-in-terminal.js';
import { withFolder } from './testing/temporary-folder.js';
import { distFile } from './worker-files.js';

test('a folder that does not exist yet gets the worker and a manifest that check has nothing against', () =>
	withFolder({}, async (parent) => {
		const folder = join(parent, 'public');
		const { code, out } = await runInTerminal('init', folder);
		expect(code).toBe(0);
		expect((await readdir(folder)).sort()).toEqual([
			'image-fallback.json',
			'manifest.schema.json',
			'sw-fallback.js',
			'sw.js',
		]);
		for (const file of ['sw.js', 'sw-fallback.js', 'manifest.schema.json']) {
			expect(await readFile(join(folder, file), 'utf8')).toBe(await readFile(distFile(file), 'utf8'));
		}
		expect(out).toContain("import { register } from 'image-understudy';");

		const checked = await runInTerminal('check', join(folder, 'image-fallback.json'));
		expect(checked.error).toBe('');
		expect(checked.out).toMatch(/is valid: 0 errors, 0 warnings$/);
	}));

test('a manifest that is there is kept, an old worker is replaced', () =>
	withFolder({ 'image-fallback.json': '{ "mine": true }', 'sw.js': 'old' }, async (folder) => {
		const { code, out } = await runInTerminal('init', folder);
		expect(code).toBe(0);
		expect(out).toContain(`kept ${join(folder, 'image-fallback.json')}`);
		expect(await readFile(join(folder, 'image-fallback.json'), 'utf8')).toBe('{ "mine": true }');
		expect(await readFile(join(folder, 'sw.js'), 'utf8')).not.toBe('old');
	}));

test('where no folder can be made, the reason is said', () =>
	withFolder({ file: '' }, async (folder) => {
		const { code, error } = await runInTerminal('init', join(folder, 'file'));
		expect(code).toBe(1);
		expect(error).toContain(join(folder, 'file'));
	}));

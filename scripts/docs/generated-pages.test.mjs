import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../project.mjs';
import { generatedPages } from './generated-pages.mjs';

test('the generated pages of docs/ are up to date: else run `npm run docs`', async () => {
	for (const [file, text] of Object.entries(await generatedPages())) {
		expect(await readFile(join(root, file), 'utf8'), file).toBe(text);
	}
});

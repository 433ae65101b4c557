import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../project.mjs';
import { commandsPage } from './commands-page.mjs';
import { faultsPage } from './faults-page.mjs';
import { manifestPage } from './manifest-page.mjs';
import { renderingPage } from './rendering-page.mjs';

/**
 * The generated pages, from the source as it is.
 *
 * @returns {Promise<Record<string, string>>} file -> text
 */
export async function generatedPages() {
	const { tsImport } = await import('tsx/esm/api');
	const load = (/** @type {string} */ path) => tsImport(`../../src/${path}`, import.meta.url);
	const [{ COMMANDS }, { ATTRIBUTES }, { manifestJsonSchema }, matrix] = await Promise.all([
		load('protocol/commands.ts'),
		load('catalog/attributes/attributes.ts'),
		load('catalog/schema/manifest-json-schema.ts'),
		tsImport('../../e2e/detection/fault-matrix.ts', import.meta.url),
	]);
	const rendering = await readFile(join(root, 'docs/rendering.md'), 'utf8');
	return {
		'docs/commands.md': commandsPage(COMMANDS),
		'docs/faults.md': faultsPage(matrix),
		'docs/manifest.md': manifestPage(manifestJsonSchema(), ATTRIBUTES),
		'docs/rendering.md': renderingPage(rendering, COMMANDS),
	};
}

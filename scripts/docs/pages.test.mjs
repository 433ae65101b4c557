import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import { expect, test } from 'vitest';
import { root } from '../project.mjs';
import { anchors, pages, readPage as read } from './pages.mjs';

test.each(pages)('%s: what it links to and what it names of the source is there', (page) => {
	const text = read(page);
	const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)]*))?\)/g)].map(
		([, target = '', fragment]) => ({
			file: target === '' ? page : normalize(join(dirname(page), target)),
			fragment,
		}),
	);
	const sources = [...text.matchAll(/`((?:src|e2e|scripts|bench)\/[\w./-]+)`/g)].map(([, file = '']) => file);
	const isThere = (/** @type {string} */ file) => existsSync(join(root, file));
	expect(links.map(({ file }) => file).filter((file) => !isThere(file))).toEqual([]);
	// an example speaks of its own files
	expect(sources.filter((file) => !isThere(file) && !isThere(join(dirname(page), file)))).toEqual([]);
	const astray = links.filter(
		({ file, fragment }) => fragment !== undefined && !anchors(read(file)).includes(fragment),
	);
	expect(astray).toEqual([]);
});

test.each(pages)('%s: its manifests, and parts of manifests, are valid', async (page) => {
	const { parseManifest } = await tsImport('../../src/catalog/index.ts', import.meta.url);
	for (const snippet of manifests(read(page))) {
		expect(() => parseManifest(snippet), snippet).not.toThrow();
	}
});

/**
 * The JSON blocks of a page, each put where it belongs if it is only a part.
 *
 * @param {string} text
 */
function manifests(text) {
	const blocks = [...text.matchAll(/^( *)```json\n([\s\S]*?)^ *```/gm)].map(([, , json = '']) => json.trim());
	return blocks.flatMap((json) => {
		if (json.startsWith('{')) return json.includes('"servers"') ? [json] : [];
		if (/^"Acme"/.test(json)) return [`{ "servers": [], "catalogs": { ${json} } }`];
		if (/^"(attributes|records|macros|fonts|rules)"/.test(json)) {
			return [`{ "servers": [], "catalogs": { "Acme": { ${json} } } }`];
		}
		return [`{ "servers": [], ${json} }`];
	});
}

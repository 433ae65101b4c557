import { readdirSync, readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './project.mjs';

const dist = join(root, 'dist');
const read = (/** @type {string} */ file) => readFileSync(join(dist, file), 'utf8');
const scripts = readdirSync(dist).filter((file) => /^sw.*\.js$/.test(file));

/** Names of properties, which no minifier changes. */
const PROPERTY = /\.([A-Za-z]{8,})\b/g;

/** Where the names of properties stand in a script, and how many of them the map finds in the source. */
function found(/** @type {string} */ script, /** @type {string} */ text) {
	const payload = JSON.parse(text);
	const map = new SourceMap(payload);
	const lines = payload.sourcesContent.map((/** @type {string} */ source) => source.split('\n'));
	let right = 0;
	let all = 0;
	for (const [number, line] of script.split('\n').entries()) {
		for (const { 1: name = '', index } of line.matchAll(PROPERTY)) {
			const entry = map.findEntry(number, index + 1);
			if (!('originalLine' in entry)) continue;
			const source = payload.sources.indexOf(entry.originalSource);
			all++;
			if (lines[source]?.[entry.originalLine]?.includes(name)) right++;
		}
	}
	return { right, all };
}

test.each(scripts)('dist/%s: its source map finds the lines of the source', (file) => {
	const { right, all } = found(read(file), read(`${file}.map`));
	expect(all).toBeGreaterThan(20);
	// an expression of several lines may be found at the first of them; a script that is one line off finds next to none
	expect(right / all).toBeGreaterThan(0.75);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tsImport } from 'tsx/esm/api';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { fencedBlocks } from './docs/fenced-blocks.mjs';
import { root } from './project.mjs';

const read = (/** @type {string} */ path) => readFileSync(join(root, path), 'utf8');
const load = (/** @type {string} */ file) => tsImport(`../src/catalog/${file}`, import.meta.url);

test.each([
	['manifest.schema.json', 'schema/manifest-json-schema.ts', 'manifestJsonSchema'],
	['report.schema.json', 'schema/report-json-schema.ts', 'reportJsonSchema'],
])('dist/%s is what the source says', async (file, module, name) => {
	expect(JSON.parse(read(`dist/${file}`))).toEqual((await load(module))[name]());
});

test('every part of a report has a description', async () => {
	const { properties } = (await load('schema/report-json-schema.ts')).reportJsonSchema();
	const parts = { ...properties, ...properties.entries.items.properties };
	expect(Object.keys(parts).filter((name) => parts[name].description === undefined)).toEqual([]);
});

test('docs/measuring.md: its report is one', async () => {
	const { reportSchema } = await load('schema/report-schema.ts');
	const [report] = fencedBlocks(read('docs/measuring.md')).filter(({ text }) => text.includes('"entries"'));
	expect(v.parse(reportSchema, JSON.parse(report?.text ?? ''))).toMatchObject({ format: 1 });
});

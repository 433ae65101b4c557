import { readdir, readFile, writeFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { parseManifest } from '../../src/catalog/index.js';
import { effectiveAttributes } from '../../src/catalog/lookup/effective-attributes.js';
import { parseImageRequest } from '../../src/protocol/index.js';
import { asPng, compare, isRewriting, TOLERANCE } from './compare.js';
import { drawInNode } from './draw-in-node.js';
import { openDrawingWorker } from './draw-in-worker.js';
import type { Drawing } from './drawing.js';

/*
 * The pictures of docs/templates.md are what its commands make of its manifest.
 */

const FOLDER = new URL('../../docs/', import.meta.url);
const picture = (name: string) => new URL(`templates/${name}`, FOLDER);

interface Guide {
	readonly manifest: string;
	/** commands of the guide: the template, and the file that it is written to */
	readonly commands: readonly (readonly [template: string, file: string])[];
	/** pictures that it shows */
	readonly shown: readonly string[];
}

async function readGuide(): Promise<Guide> {
	const text = await readFile(new URL('templates.md', FOLDER), 'utf8');
	const [, manifest = ''] = /<!-- file: \S+ -->\n```json\n(.*?)```/s.exec(text) ?? [];
	return {
		manifest,
		commands: [...text.matchAll(/render '([^']+)'.* --out (\S+)/g)].map(([, template = '', file = '']) => [
			template,
			file,
		]),
		shown: [...text.matchAll(/!\[[^\]]+\]\(templates\/([^)]+)\)/g)].map(([, file = '']) => file),
	};
}

test('the template guide shows each picture that its commands make', async () => {
	const { commands, shown } = await readGuide();
	const made = commands.map(([, file]) => file);
	expect(made).not.toEqual([]);
	expect(shown).toEqual(made);
	expect((await readdir(new URL('templates', FOLDER))).toSorted()).toEqual(made.toSorted());
});

test('the pictures of the template guide are those of its templates', async ({ page }) => {
	const { manifest, commands } = await readGuide();
	const { catalogs } = parseManifest(JSON.parse(manifest));
	const drawInWorker = await openDrawingWorker(page);
	for (const [template, file] of commands) {
		const request = parseImageRequest(`/is/image/${template}&fmt=png`, catalogs);
		expect(request.problems).toEqual([]);
		const attributes = effectiveAttributes(catalogs, request.catalog);
		const drawing: Drawing = { request, attributes, pictures: {}, watermark: undefined };
		const drawn = { worker: await drawInWorker(drawing), Node: await drawInNode(drawing) };
		if (isRewriting) await writeFile(picture(file), await asPng(drawn.worker.bytes));
		const printed = await readFile(picture(file));
		for (const [where, { bytes }] of Object.entries(drawn)) {
			const { share } = await compare(printed, bytes);
			expect.soft(share, `${file}, drawn in ${where}`).toBeLessThanOrEqual(TOLERANCE);
		}
	}
});

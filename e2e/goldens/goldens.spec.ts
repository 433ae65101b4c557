import { readdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { COMMAND_NAMES, commandRecord } from '../../src/protocol/commands.js';
import type { Problem } from '../../src/protocol/index.js';
import { FORMAT_WORDS } from '../../src/protocol/rtf/words.js';
import { asPng, compare, isRewriting, TOLERANCE } from './compare.js';
import { keepForSheet, writeContactSheet } from './contact-sheet.js';
import { drawInNode } from './draw-in-node.js';
import { type Drawn, openDrawingWorker } from './draw-in-worker.js';
import type { Drawing } from './drawing.js';
import { drawingOf } from './drawing-of.js';
import type { Row } from './row.js';
import { GOLDENS } from './table.js';
import { without } from './without.js';

const golden = (name: string) => fileURLToPath(new URL(`expected/${name}.png`, import.meta.url));

const read = (path: string) => readFile(path).catch(() => undefined);

// one worker process draws them all with one page; a test that fails leaves the others alone
test.describe.configure({ mode: 'default' });
test.use({ trace: 'off' });

test.describe('golden pictures', () => {
	let page: Page;
	let drawInWorker: (drawing: Drawing) => Promise<Drawn>;

	test.beforeAll(async ({ browser }) => {
		// the renderer is bundled first, and a machine may be busy with other things
		test.setTimeout(180_000);
		page = await browser.newPage();
		drawInWorker = await openDrawingWorker(page);
	});

	test.afterAll(async () => {
		await page.close();
		await writeContactSheet(GOLDENS);
	});

	for (const row of GOLDENS) {
		const [name, shows, request, { same } = {}] = row;
		test(`${name}: ${request}`, async () => {
			const drawing = await drawingOf(row);
			expect(errorsOf(drawing)).toEqual([]);
			const [inWorker, inNode] = [await drawInWorker(drawing), await drawInNode(drawing)];
			if (isRewriting) await writeFile(golden(name), await asPng(inWorker.bytes));
			const expected = await read(golden(name));
			if (expected === undefined) throw new Error(`${name} has no golden yet: run \`npm run goldens\``);

			const worker = await compare(expected, inWorker.bytes);
			const node = await compare(expected, inNode.bytes);
			await keepForSheet(name, {
				golden: expected,
				worker: { picture: await asPng(inWorker.bytes), ...worker },
				node: { picture: await asPng(inNode.bytes), ...node },
			});
			expect.soft(inNode.type, 'the format is that of the browser').toBe(inWorker.type);
			expect.soft(inNode.notes, 'the notes are those of the browser').toEqual(inWorker.notes);
			expect.soft(worker.share, 'drawn in the worker as the golden').toBeLessThanOrEqual(TOLERANCE);
			expect.soft(node.share, 'drawn in Node as the golden').toBeLessThanOrEqual(TOLERANCE);
			for (const shown of shows.split(' ')) {
				const change = await changeWithout(row, shown, inNode);
				if (same === undefined) expect.soft(change, `${shown} shows`).toBeGreaterThan(TOLERANCE);
				else expect.soft(change, `${shown} does not show: ${same}`).toBe(0);
			}
		});
	}
});

/** How much of a picture changes without one of the things that it shows; what remains must have a picture, too. */
async function changeWithout(row: Row, shown: string, picture: Drawn): Promise<number> {
	const drawing = await drawingOf(without(row, shown));
	expect(errorsOf(drawing), `a request without ${shown}`).toEqual([]);
	const { bytes } = await drawInNode(drawing);
	return (await compare(picture.bytes, bytes)).share;
}

function errorsOf({ request }: Drawing): readonly Problem[] {
	return request.problems.filter(({ severity }) => severity === 'error');
}

const SHOWN = new Set(GOLDENS.flatMap(([, shows]) => shows.split(' ')));

test('every command shows in a golden, in every spelling', () => {
	const spellings = COMMAND_NAMES.flatMap((name) =>
		commandRecord(name).normalised ? [name, `${name}N`] : [name],
	);
	expect(spellings.filter((name) => !SHOWN.has(name))).toEqual([]);
});

test('every word of RTF shows in a golden', () => {
	expect([...FORMAT_WORDS.keys()].filter((word) => !SHOWN.has(`\\${word}`))).toEqual([]);
});

test('a row that is compared with a request of its own shows one thing', () => {
	const unlike = GOLDENS.filter(([, , , options]) => options?.unlike !== undefined);
	expect(unlike.filter(([, shows]) => shows.includes(' '))).toEqual([]);
});

test('every golden has one row', async () => {
	const files = await readdir(new URL('expected', import.meta.url));
	expect(files.toSorted()).toEqual(GOLDENS.map(([name]) => `${name}.png`).toSorted());
});

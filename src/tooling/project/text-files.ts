import { open, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { COPIED_FILES, INSPECTOR_FOLDER, namesPackage } from '../worker-files.js';

/** A file of a project that may name images. */
export interface TextFile {
	readonly path: string;
	readonly text: string;
}

/** What others wrote or tools made: it says nothing that the sources do not say. */
const SKIPPED_FOLDERS = new Set([
	...'node_modules bower_components vendor dist build out target coverage __pycache__ tmp test-results'.split(
		' ',
	),
	INSPECTOR_FOLDER,
]);

const TEXT_SUFFIXES = new Set(
	(
		'.html .htm .xhtml .js .mjs .cjs .ts .mts .cts .jsx .tsx .vue .svelte .astro .css .scss .sass .less ' +
		'.json .yaml .yml .toml .xml .md .mdx .txt .csv .php .phtml .liquid .twig .erb .haml .ejs .hbs .mustache ' +
		'.njk .pug .jsp .jspx .ftl .vm .isml .cshtml .aspx .py .rb .java .kt .go .env .graphql'
	).split(' '),
);

/** Larger ones are data, of which the beginning is enough; in bytes. */
const MAX_BYTES = 1024 * 1024;

/** A project that has more is not read further. */
const MAX_FILES = 20_000;

/**
 * The text files of a folder and of those below it, in the order of their names, without what tools have put
 * there, `init` among them. What cannot be read is left out.
 *
 * @throws if the folder itself cannot be read
 */
export async function* textFiles(folder: string): AsyncGenerator<TextFile> {
	const waiting = [folder];
	let count = 0;
	for (let here = waiting.pop(); here !== undefined; here = waiting.pop()) {
		for (const entry of await entriesOf(here, here === folder)) {
			const path = join(here, entry.name);
			if (entry.isDirectory()) {
				if (!entry.name.startsWith('.') && !SKIPPED_FOLDERS.has(entry.name)) waiting.push(path);
				continue;
			}
			if (!entry.isFile() || !isText(entry.name)) continue;
			if (++count > MAX_FILES) return;
			const text = await beginning(path).catch(() => undefined);
			if (text === undefined || (COPIED_FILES.includes(entry.name) && namesPackage(text))) continue;
			yield { path, text };
		}
	}
}

async function entriesOf(folder: string, isNeeded: boolean) {
	try {
		const entries = await readdir(folder, { withFileTypes: true });
		return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
	} catch (error) {
		if (isNeeded) throw error;
		return [];
	}
}

function isText(name: string): boolean {
	// `.env` is all suffix
	return TEXT_SUFFIXES.has((extname(name) || name).toLowerCase());
}

async function beginning(path: string): Promise<string> {
	const file = await open(path);
	try {
		const { size } = await file.stat();
		const { buffer, bytesRead } = await file.read(Buffer.alloc(Math.min(size, MAX_BYTES)));
		return buffer.toString('utf8', 0, bytesRead);
	} finally {
		await file.close();
	}
}

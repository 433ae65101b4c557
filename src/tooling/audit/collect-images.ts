import { readFile, stat } from 'node:fs/promises';
import { relative } from 'node:path';
import { type FoundImage, findImages } from '../project/image-urls.js';
import { textFiles } from '../project/text-files.js';

/** Images and where they were found. */
export interface CollectedImages {
	/** URL -> pages, files or lists that name it, in the order found */
	readonly images: ReadonlyMap<string, readonly string[]>;
	/** how many URLs cannot be asked for: put together by a program, or of an unknown origin */
	readonly unclear: number;
	/** pages that could not be read, and why */
	readonly faults: readonly string[];
}

export interface CollectOptions {
	/** origin of the URLs that begin with `/is/image/` in files; absent: those are unclear */
	readonly base?: string;
	readonly fetch: typeof fetch;
	/** longest wait for a page, in milliseconds */
	readonly timeoutMs: number;
}

/** An audit is no crawl: further images are left out. */
const MAX_IMAGES = 10_000;

/** How many pages of a list are read. */
const MAX_PAGES = 1000;

/**
 * Reads pages, folders, and lists of URLs with one to a line: images, and pages to be read for theirs.
 *
 * @param sources URLs of pages, paths of folders and of files
 * @throws if a folder or file is not there
 */
export async function collectImages(
	sources: readonly string[],
	options: CollectOptions,
): Promise<CollectedImages> {
	const images = new Map<string, string[]>();
	const faults: string[] = [];
	let unclear = 0;
	const add = (found: readonly FoundImage[], place: string, base: string | undefined) => {
		for (const { url, isWhole, origin } of found) {
			if (!isWhole || (origin === undefined && base === undefined)) {
				unclear += 1;
				continue;
			}
			const { href } = new URL(url, base);
			const places = images.get(href) ?? [];
			if (!places.includes(place)) places.push(place);
			if (images.size < MAX_IMAGES) images.set(href, places);
		}
	};
	const addPage = async (page: string) => {
		try {
			const response = await options.fetch(page, { signal: AbortSignal.timeout(options.timeoutMs) });
			if (!response.ok) throw new Error(`the server answered ${response.status}`);
			add(findImages(await response.text()), page, response.url || page);
		} catch (error) {
			faults.push(`${page} cannot be read: ${whyNot(error)}`);
		}
	};
	for (const source of sources) {
		if (/^https?:\/\//i.test(source)) {
			await addPage(source);
		} else if ((await stat(source)).isDirectory()) {
			for await (const { path, text } of textFiles(source))
				add(findImages(text), relative(source, path), options.base);
		} else {
			const text = await readFile(source, 'utf8');
			add(findImages(text), source, options.base);
			for (const page of pagesOfList(text)) await addPage(page);
		}
	}
	return { images, unclear, faults };
}

/** `fetch` itself says no more than that it failed. */
function whyNot(error: unknown): string {
	const { cause } = error instanceof Error ? error : {};
	if (cause instanceof Error && cause.message !== '') return cause.message;
	return error instanceof Error ? error.message : String(error);
}

/** The lines of a list that are URLs but none of images. */
function pagesOfList(text: string): readonly string[] {
	return text
		.split(/\r?\n/)
		.map((line) => line.trim())
		.filter((line) => /^https?:\/\/\S+$/i.test(line) && findImages(line).length === 0)
		.slice(0, MAX_PAGES);
}

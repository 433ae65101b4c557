import type { Browser, Page } from '@playwright/test';
import { IMAGE_ROOT, MISSING } from './servers.js';

/** Makes each URL of the whole run a new one. */
let serial = 0;

/** Image URLs that nobody has asked for yet. @param origin of the image server @param query with its `?` */
export function newImages(origin: string, count: number, kind: 'good' | 'missing', query = ''): string[] {
	const name = kind === 'good' ? 'good' : MISSING;
	return Array.from({ length: count }, () => `${origin}${IMAGE_ROOT}bench/${name}-${serial++}${query}`);
}

/**
 * Opens a site in a context of its own and waits until its worker, if it has one, is in charge.
 *
 * @param substitutesFor image servers whose failures are answered by the worker; until that is so, its rules are not
 * installed, and it lets all images pass, which would be measured as speed
 */
export async function openVisitor(
	browser: Browser,
	siteOrigin: string,
	{ hasWorker, substitutesFor = [] }: { hasWorker: boolean; substitutesFor?: readonly string[] },
): Promise<Page> {
	const page = await (await browser.newContext()).newPage();
	await page.goto(siteOrigin);
	if (hasWorker) {
		await page.evaluate(async () => {
			await navigator.serviceWorker.register('/sw.js');
			await navigator.serviceWorker.ready;
		});
		await page.reload();
		await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
	}
	for (const origin of substitutesFor) await waitForSubstitute(page, origin);
	return page;
}

async function waitForSubstitute(page: Page, imageOrigin: string): Promise<void> {
	const end = performance.now() + 120_000;
	const isShown = (url: string | undefined) =>
		page.evaluate((source) => {
			const image = new Image();
			image.src = source ?? '';
			return image.decode().then(
				() => true,
				() => false,
			);
		}, url);
	while (!(await isShown(newImages(imageOrigin, 1, 'missing')[0]))) {
		if (performance.now() > end) throw new Error(`${imageOrigin}: nothing stands in for a missing image`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/**
 * @param lanes how many images are under way at the same time
 * @returns milliseconds for all of them
 * @throws if one does not load
 */
export async function loadImages(page: Page, urls: readonly string[], lanes: number): Promise<number> {
	await page.bringToFront();
	return page.evaluate(
		async ({ urls, lanes }) => {
			const waiting = urls.values();
			const start = performance.now();
			await Promise.all(
				Array.from({ length: lanes }, async () => {
					for (const url of waiting) {
						await new Promise((resolve, reject) => {
							const image = new Image();
							image.onload = resolve;
							image.onerror = () => reject(new Error(`${image.src} did not load`));
							image.src = url;
						});
					}
				}),
			);
			return performance.now() - start;
		},
		{ urls, lanes },
	);
}

/** Workers write what they keep when the page has its pictures: that is not to be in the time of whoever comes next. */
const WRITING_MS = 1000;

/** @returns what was measured, after a pause */
export async function thenPause(milliseconds: number): Promise<number> {
	await new Promise((resolve) => setTimeout(resolve, WRITING_MS));
	return milliseconds;
}

/**
 * The timing entry of an image says whether a worker was asked for it.
 *
 * @throws if images do not pass through the worker, or do although there is none
 */
export async function checkPath(page: Page, imageOrigin: string, hasWorker: boolean): Promise<void> {
	const [url = ''] = newImages(imageOrigin, 1, 'good');
	const throughWorker = await page.evaluate(async (source) => {
		const image = new Image();
		image.src = source;
		await image.decode();
		const [entry] = performance.getEntriesByName(source);
		return entry instanceof PerformanceResourceTiming && entry.workerStart > 0;
	}, url);
	if (throughWorker !== hasWorker) throw new Error(`images of ${imageOrigin} take the wrong way`);
}

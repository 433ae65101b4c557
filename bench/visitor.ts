import type { Browser, Page } from '@playwright/test';
import type { Contender } from './contenders.js';
import { IMAGE_ROOT } from './servers.js';

/** How many images are asked for, and how. */
export interface Load {
	readonly name: 'sequential' | 'parallel';
	readonly images: number;
}

/** A tab that stays open on a contender's site. */
export interface Visitor {
	readonly contender: Contender;
	/** @returns milliseconds per image */
	measure(load: Load, imageOrigin: string): Promise<number>;
	/** the site's own origin */
	readonly origin: string;
}

/** Makes each URL of the whole run a new one. */
let serial = 0;

/**
 * Opens a contender's site and waits until its worker is in charge.
 *
 * @throws if images do not pass through the worker, or do although there is none
 */
export async function openVisitor(
	browser: Browser,
	contender: Contender,
	origin: string,
	imageOrigin: string,
): Promise<Visitor> {
	const page = await (await browser.newContext()).newPage();
	await page.goto(origin);
	if (contender.scripts.has('/sw.js')) {
		await page.evaluate(async () => {
			await navigator.serviceWorker.register('/sw.js');
			await navigator.serviceWorker.ready;
		});
		await page.reload();
		await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated');
	}
	for (const images of [origin, imageOrigin]) {
		if (contender.substitutes) await waitForSubstitute(page, images);
		await checkPath(page, contender, images);
	}
	return {
		contender,
		origin,
		async measure(load, images) {
			await page.bringToFront();
			// wakes a worker that the browser has put to sleep meanwhile
			await loadImages(page, images, { name: 'parallel', images: 10 });
			return (await loadImages(page, images, load)) / load.images;
		},
	};
}

/** @returns milliseconds for all of them */
async function loadImages(page: Page, imageOrigin: string, load: Load): Promise<number> {
	const prefix = `${imageOrigin}${IMAGE_ROOT}bench/${serial++}-`;
	return page.evaluate(
		async ({ prefix, load }) => {
			const numbers = Array.from({ length: load.images }, (_, number) => number).values();
			const lanes = load.name === 'parallel' ? load.images : 1;
			const start = performance.now();
			await Promise.all(
				Array.from({ length: lanes }, async () => {
					for (const number of numbers) {
						await new Promise((resolve, reject) => {
							const image = new Image();
							image.onload = resolve;
							image.onerror = () => reject(new Error(`${image.src} did not load`));
							image.src = prefix + number;
						});
					}
				}),
			);
			return performance.now() - start;
		},
		{ prefix, load },
	);
}

/** The timing entry of an image says whether a worker was asked for it. */
async function checkPath(page: Page, contender: Contender, imageOrigin: string): Promise<void> {
	const url = `${imageOrigin}${IMAGE_ROOT}bench/check-${serial++}`;
	const throughWorker = await page.evaluate(async (source) => {
		const image = new Image();
		image.src = source;
		await image.decode();
		const [entry] = performance.getEntriesByName(source);
		return entry instanceof PerformanceResourceTiming && entry.workerStart > 0;
	}, url);
	if (throughWorker !== contender.scripts.has('/sw.js')) {
		throw new Error(`${contender.name}: images of ${imageOrigin} take the wrong way`);
	}
}

/** Until its rules are installed a worker lets all images pass, which would be measured as speed. */
async function waitForSubstitute(page: Page, imageOrigin: string): Promise<void> {
	const url = `${imageOrigin}${IMAGE_ROOT}bench/missing`;
	await page.waitForFunction(
		async (source) => {
			const image = new Image();
			image.src = `${source}?${performance.now()}`;
			return image.decode().then(
				() => true,
				() => false,
			);
		},
		url,
		{ timeout: 20_000 },
	);
}

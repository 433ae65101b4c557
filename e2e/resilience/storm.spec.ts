import type { Page } from '@playwright/test';
import { expect, fetchInPage, type Shop, setVisibility, test } from '../shop/shop.js';
import { countsOf, publishWatchedWorker } from '../workers/watched-worker.js';
import { memoryOfWorker } from '../workers/worker-memory.js';

const IMAGES = 500;
const DISTINCT = 50;

/** Width of the error image, which has one of its own, in pixels. */
const ERROR_IMAGE = 300;

/**
 * What the page's main thread may work for a storm, in seconds of its processor's time, whatever else the machine
 * does: no task in it can be longer.
 */
const MAIN_THREAD_SECONDS = 1;

/** What the page's own memory may grow by, in bytes. */
const PAGE_MEMORY = 5_000_000;

/** What the worker may keep of each URL that failed, of which it keeps a thousand, in bytes. */
const KEPT_OF_URL = 4000;

/** The pictures of one storm: no URL is one of another storm's, and no substitute is like another. */
function urlsOf(shop: Shop, storm: number): string[] {
	return Array.from({ length: IMAGES }, (_, index) => {
		const number = storm * DISTINCT + (index % DISTINCT);
		return shop.image(`Acme/nothing-${number}`, `wid=${40 + number}&fmt=png`);
	});
}

/** Resolves when all of them are replaced. @returns the widths of the substitutes, in pixels */
async function show(page: Page, urls: readonly string[], kind = 'default-image'): Promise<number[]> {
	await page.evaluate(
		(html) => document.body.insertAdjacentHTML('beforeend', html),
		urls.map((url) => `<img src="${url}" width="20" height="20">`).join(''),
	);
	const replaced = page.locator(`img[data-fallback="${kind}"]`);
	await expect(replaced).toHaveCount(urls.length, { timeout: 25_000 });
	return replaced.evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));
}

function wantedWidths(urls: readonly string[]): number[] {
	return urls.map((url) => Number(new URL(url).searchParams.get('wid')));
}

for (const [name, fault, kind] of [
	['are missing', { type: 'status', status: 404 }, 'default-image'],
	['fail with 500', { type: 'status', status: 500 }, 'default-image'],
	['are invalid', { type: 'status', status: 400 }, 'error-image'],
] as const) {
	test(`${IMAGES} images of which ${DISTINCT} are different ${name}: each is asked for once, each substitute is drawn once`, {
		// once is enough to see that a shop's own worker hands them on at the same time
		tag: name === 'are missing' ? [] : '@drop-in',
	}, async ({ shop }) => {
		test.slow();
		publishWatchedWorker(shop);
		const page = await shop.openCovered();
		await shop.images.setFault('*', fault);
		// a page that is seen tries one of its pictures after a while
		await setVisibility(page, 'hidden');
		const session = await page.context().newCDPSession(page);
		await session.send('Performance.enable', { timeDomain: 'threadTicks' });
		const worked = async () => {
			const { metrics } = await session.send('Performance.getMetrics');
			return metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? Number.NaN;
		};
		const heap = async () => {
			await session.send('HeapProfiler.collectGarbage');
			return (await session.send('Runtime.getHeapUsage')).usedSize;
		};
		const rendered = async () => (await countsOf(page)).convertToBlob ?? 0;
		const before = { heap: await heap(), rendered: await rendered(), worked: await worked() };
		shop.images.clearLog();
		const urls = urlsOf(shop, 0);
		const widths = await show(page, urls, kind);
		expect(widths).toEqual(kind === 'default-image' ? wantedWidths(urls) : urls.map(() => ERROR_IMAGE));
		const took = (await worked()) - before.worked;
		// the same once more, past the document's memory
		const kinds = await page.evaluate(
			(all) =>
				Promise.all(
					all.map(async (url) => (await fetch(url, { cache: 'no-store' })).headers.get('x-image-understudy')),
				),
			urls,
		);
		expect(kinds.filter((shown) => shown?.startsWith(kind))).toHaveLength(IMAGES);

		const asked = shop.images.requests.map(({ url }) => shop.images.origin + url);
		expect(asked.sort()).toEqual([...new Set(urls)].sort());
		expect((await rendered()) - before.rendered).toBe(DISTINCT);
		const grown = (await heap()) - before.heap;
		console.log(`main thread ${Math.round(1000 * took)} ms, page memory +${Math.round(grown / 1000)} kB`);
		expect(took).toBeLessThan(MAIN_THREAD_SECONDS);
		expect(grown).toBeLessThan(PAGE_MEMORY);
	});
}

test('storm after storm, a worker keeps no more than it has to know of each picture', {
	tag: '@drop-in',
}, async ({ shop, browser }) => {
	test.slow();
	publishWatchedWorker(shop);
	const page = await shop.openCovered();
	await shop.images.setFault('*', { type: 'status', status: 404 });
	const memory = async () => {
		const { heap, buffers, embedder } = await memoryOfWorker(browser, shop.server.origin);
		return heap + buffers + embedder;
	};
	await show(page, urlsOf(shop, 0));
	const before = await memory();
	const { convertToBlob: rendered = 0 } = await countsOf(page);
	for (const storm of [1, 2, 3]) {
		await shop.open('', { page });
		const urls = urlsOf(shop, storm);
		expect(await show(page, urls)).toEqual(wantedWidths(urls));
	}
	expect((await countsOf(page)).convertToBlob).toBe(rendered + 3 * DISTINCT);
	// the last pictures are written, and the default image stays decoded, for a second after the storm
	await expect.poll(async () => (await memory()) - before).toBeLessThan(3 * DISTINCT * KEPT_OF_URL);
});

test('fifty requests at once for one picture that is not there are one request at its server', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	shop.images.clearLog();
	const url = shop.image('Acme/nothing', 'wid=77');
	await page.evaluate(
		(address) => Promise.all(Array.from({ length: 50 }, () => fetch(address, { cache: 'no-store' }))),
		url,
	);
	await fetchInPage(page, url, { cache: 'no-store' });
	expect(shop.images.requests).toHaveLength(1);
});

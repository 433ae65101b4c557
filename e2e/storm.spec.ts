import { expect, fetchInPage, test } from './shop.js';

const IMAGES = 500;
const DISTINCT = 50;

/** Longest piece of work that a shopper does not feel on a machine that is busy with other things, in milliseconds. */
const LONGEST_TASK_MS = 1000;

/** What the page's own memory may grow by, in bytes. */
const PAGE_MEMORY = 20_000_000;

/** Fifty sizes: no substitute is like another. */
const size = (index: number) => 40 + (index % DISTINCT);

for (const [name, fault] of [
	['are missing', { type: 'status', status: 404 }],
	['fail with 500', { type: 'status', status: 500 }],
] as const) {
	test(`${IMAGES} images of which ${DISTINCT} are different ${name}: each is asked for once and rendered once`, async ({
		shop,
	}) => {
		const page = await shop.openCovered();
		await shop.images.setFault('*', fault);
		const session = await page.context().newCDPSession(page);
		const heap = async () => {
			await session.send('HeapProfiler.collectGarbage');
			return (await session.send('Runtime.getHeapUsage')).usedSize;
		};
		const before = await heap();
		shop.images.clearLog();
		await page.evaluate(() => {
			const tasks: number[] = [];
			Object.assign(window, { tasks });
			new PerformanceObserver((list) => {
				for (const { duration } of list.getEntries()) tasks.push(duration);
			}).observe({ type: 'longtask' });
		});
		const urls = Array.from({ length: IMAGES }, (_, index) =>
			shop.image(`Acme/nothing-${index % DISTINCT}`, `wid=${size(index)}&fmt=png`),
		);
		await page.evaluate(
			(html) => document.body.insertAdjacentHTML('beforeend', html),
			urls.map((url) => `<img src="${url}" width="20" height="20">`).join(''),
		);
		await expect(page.locator('img[data-fallback="default-image"]')).toHaveCount(IMAGES, { timeout: 25_000 });
		// the same once more, past the document's memory
		const kinds = await page.evaluate(
			(all) =>
				Promise.all(
					all.map(async (url) => (await fetch(url, { cache: 'no-store' })).headers.get('x-image-understudy')),
				),
			urls,
		);
		expect(kinds.filter((kind) => kind?.startsWith('default-image'))).toHaveLength(IMAGES);

		const asked = shop.images.requests.map(({ url }) => url);
		const again = asked.length - new Set(asked).size;
		expect(new Set(asked).size).toBe(DISTINCT);
		// a page whose server may come back tries one picture now and then
		expect(again).toBeLessThanOrEqual(fault.status === 404 ? 0 : 10);
		const rendered = await page.evaluate(async () => {
			const name = (await caches.keys()).find((key) => key.includes('renderings')) ?? '';
			return (await (await caches.open(name)).keys()).filter(({ url }) => /wid(=|%3D)/.test(url)).length;
		});
		expect(rendered).toBeLessThanOrEqual(DISTINCT);
		const longest = await page.evaluate(() =>
			Math.max(0, ...(window as unknown as { tasks: number[] }).tasks),
		);
		const grown = (await heap()) - before;
		console.log(`longest task ${Math.round(longest)} ms, page memory +${Math.round(grown / 1000)} kB`);
		expect(longest).toBeLessThan(LONGEST_TASK_MS);
		expect(grown).toBeLessThan(PAGE_MEMORY);
	});
}

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

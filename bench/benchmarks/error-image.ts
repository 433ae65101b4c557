import type { Page } from '@playwright/test';
import type { Benchmark } from '../harness/benchmark.js';
import { ownWorker, rivalWorker, type Scripts } from '../harness/bundle.js';
import { startSite } from '../harness/servers.js';
import { newImages, openVisitor, thenPause } from '../harness/visitor.js';

const IMAGES = 20;

export const errorImage: Benchmark = {
	name: 'error-image',
	title: 'The error image',
	about: `${IMAGES} requests one after another that are answered with 403 and a sentence by a server on the site’s own origin, and with a JPEG of 300x300 pixels with that sentence by the worker. First each image is a new one, and each sentence another. Then the same are asked for again. The hand-written worker keeps what it has drawn in Cache Storage under the image’s URL, and looks there before it asks the server, so that it would show an error for ever; this one asks again after a minute, then two, and so on. So what is repeated was asked for immediately before, uncounted, and neither asks the server.`,
	rounds: { full: 15, quick: 2 },
	async open({ browser }) {
		const open = async (scripts: Scripts) => {
			const site = await startSite({ scripts, manifest: errorImageManifest });
			const page = await openVisitor(await browser(), site.origin, {
				hasWorker: true,
				substitutesFor: [site.origin],
			});
			const known = newImages(site.origin, IMAGES, 'missing');
			await fetchImages(page, known);
			return { site, page, known };
		};
		const [byHand, own] = await Promise.all([
			open(await rivalWorker('error-image-by-hand.ts')),
			open(await ownWorker()),
		]);
		type Contender = typeof own;
		const drawn =
			({ page, site }: Contender) =>
			async () =>
				thenPause(await fetchImages(page, newImages(site.origin, IMAGES, 'missing')));
		const repeated =
			({ page, known }: Contender) =>
			async () => {
				await fetchImages(page, known);
				return fetchImages(page, known);
			};
		const unit = 'ms per image';
		return {
			series: [
				{
					name: 'a new sentence each',
					unit,
					contenders: { 'hand-written canvas': drawn(byHand), 'image-understudy': drawn(own) },
					baselines: ['hand-written canvas'],
					goals: [{ contender: 'image-understudy', over: 'hand-written canvas', atMost: 1.25 }],
				},
				{
					name: 'the same again',
					unit,
					contenders: { 'Cache Storage hit': repeated(byHand), 'image-understudy': repeated(own) },
					baselines: ['Cache Storage hit'],
					goals: [{ contender: 'image-understudy', over: 'Cache Storage hit', atMost: 1 }],
				},
			],
			async close() {
				await Promise.all([byHand, own].map(({ site }) => site.close()));
			},
		};
	},
};

function errorImageManifest(origin: string): string {
	return JSON.stringify({
		servers: [{ origin }],
		catalogs: {
			default: {
				attributes: { ErrorImage: 'on-error', ErrorDetail: 1, BkgColor: 'ffffff' },
				records: { 'on-error': { Modifier: 'size=300,300&bgc=ffffff&text=$error.message$' } },
			},
		},
	});
}

/** An `<img>` would take a picture that it has shown from the page's memory. @returns milliseconds for each */
async function fetchImages(page: Page, urls: readonly string[]): Promise<number> {
	await page.bringToFront();
	return page.evaluate(async (sources) => {
		const start = performance.now();
		for (const source of sources) {
			const response = await fetch(source, { cache: 'no-store' });
			if (!response.ok) throw new Error(`${source}: ${response.status}`);
			await response.arrayBuffer();
		}
		return (performance.now() - start) / sources.length;
	}, urls);
}

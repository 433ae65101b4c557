import type { Page } from '@playwright/test';
import type { Benchmark } from '../harness/benchmark.js';
import { bundle, ownWorker, rivalWorker } from '../harness/bundle.js';
import { defaultImageManifest, startSite } from '../harness/servers.js';
import { loadImages, newImages, openVisitor, thenPause } from '../harness/visitor.js';

const IMAGES = 500;
const PICTURES = 50;
const LATENCY_MS = 50;

export const storm: Benchmark = {
	name: 'storm',
	title: 'When all images of a page fail',
	about: `A page asks for ${IMAGES} images at once, on a server that answers each after ${LATENCY_MS} ms: with a picture, or with 403. The default image is wanted in ${PICTURES} sizes that were not drawn before. Either the ${IMAGES} images have a URL each, or ${PICTURES} URLs are shown ten times: a browser asks for those once each, and shows all ten what comes, whether that works or fails. The hand-written worker is the one of the default image: it draws as many pictures, as wide (with a URL each, some of them more than once), and neither looks at records nor tells the page, and what it keeps it keeps for ever. What it takes is about the least that the browser needs for a page of pictures that have to be drawn.`,
	rounds: { full: 6, quick: 1 },
	async open({ browser }) {
		const counter = await bundle('workers/count-renderings.ts');
		const scripts = new Map(await ownWorker());
		scripts.set('/sw.js', `${counter}\n${scripts.get('/sw.js')}`);
		const manifest = (origin: string) => defaultImageManifest([origin]);
		const [site, handSite, plainSite] = await Promise.all([
			startSite({ scripts, manifest, latencyMs: LATENCY_MS }),
			startSite({ scripts: await rivalWorker('default-image-by-hand.ts'), latencyMs: LATENCY_MS }),
			startSite({ scripts: new Map(), latencyMs: LATENCY_MS }),
		]);
		const page = await openVisitor(await browser(), site.origin, {
			hasWorker: true,
			substitutesFor: [site.origin],
		});
		const handPage = await openVisitor(await browser(), handSite.origin, {
			hasWorker: true,
			substitutesFor: [handSite.origin],
		});
		const plainPage = await openVisitor(await browser(), plainSite.origin, { hasWorker: false });

		const working = (urls: number) => () => load(page, site.origin, 'good', urls);
		const failing = (urls: number) => () => load(page, site.origin, 'missing', urls);
		const series = [IMAGES, PICTURES].flatMap((urls) => [
			{
				name: `${urls} URLs`,
				unit: 'ms for the page',
				contenders: {
					'no worker, working': () => load(plainPage, plainSite.origin, 'good', urls),
					working: working(urls),
					'hand-written, failing': () => load(handPage, handSite.origin, 'missing', urls),
					failing: failing(urls),
				},
				baselines: ['working', 'hand-written, failing'],
				goals: [{ contender: 'failing', over: 'working', atMost: 1.3 }],
			},
			{
				name: `pictures drawn for ${urls} failing URLs`,
				unit: 'pictures',
				contenders: {
					wanted: async () => PICTURES,
					drawn: async () => {
						const before = await renderings(page);
						await failing(urls)();
						return (await renderings(page)) - before;
					},
				},
				baselines: ['wanted'],
				goals: [{ contender: 'drawn', over: 'wanted', atMost: 1 }],
			},
		]);
		return {
			series,
			async close() {
				await Promise.all([site, handSite, plainSite].map((one) => one.close()));
			},
		};
	},
};

/** Makes the sizes of each page new ones. */
let height = 100;

/** @returns milliseconds for the whole page */
async function load(page: Page, origin: string, kind: 'good' | 'missing', distinct: number): Promise<number> {
	height += 1;
	const urls = newImages(origin, distinct, kind).map(
		(url, index) => `${url}?wid=${100 + (index % PICTURES)}&hei=${height}`,
	);
	const shown = Array.from({ length: IMAGES }, (_, index) => urls[index % distinct] ?? '');
	return thenPause(await loadImages(page, shown, IMAGES));
}

function renderings(page: Page): Promise<number> {
	return page.evaluate(
		() =>
			new Promise<number>((resolve) => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = ({ data }) => resolve(data);
				navigator.serviceWorker.controller?.postMessage('count-renderings', [port2]);
			}),
	);
}

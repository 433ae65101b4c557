import type { Benchmark, Goal, Series } from '../harness/benchmark.js';
import { openPassThroughs, type PassThrough } from '../harness/pass-through-contenders.js';
import { type Answer, startImageServer } from '../harness/servers.js';
import { loadImages, newImages } from '../harness/visitor.js';
import { workerStopper } from '../harness/worker-stopper.js';

const IMAGES = 20;

const GOALS: readonly Goal[] = [{ contender: 'image-understudy', over: 'Workbox NetworkOnly', atMost: 1.1 }];

export const coldStart: Benchmark = {
	name: 'cold-start',
	title: 'When the worker has to start',
	about: `The worker is stopped before each measurement, as browsers do with idle ones. The first image of a page that is already open shows the start alone. A page is measured from the navigation to its load event: one with ${IMAGES} images, and one with a style sheet and no images, which needs the worker for nothing.`,
	rounds: { full: 40, quick: 4 },
	async open({ browser }) {
		const imageServer = await startImageServer();
		const contenders = await openPassThroughs(await browser(), imageServer, pages);
		const stoppers = await Promise.all(
			contenders.map(({ page, hasWorker }) => (hasWorker ? workerStopper(page) : async () => {})),
		);
		const series = (name: string, measure: (contender: PassThrough) => Promise<number>): Series => ({
			name,
			unit: 'ms',
			contenders: Object.fromEntries(
				contenders.map((contender, index) => [
					contender.name,
					async () => {
						await contender.page.bringToFront();
						await stoppers[index]?.();
						return measure(contender);
					},
				]),
			),
			baselines: ['no worker', 'Workbox NetworkOnly'],
			goals: GOALS,
		});
		return {
			series: [
				series('first image of an open page', ({ page, site }) =>
					loadImages(page, newImages(site.origin, 1, 'good'), 1),
				),
				series(`page with ${IMAGES} images`, (contender) => loadPage(contender, 'images')),
				series('page without images', (contender) => loadPage(contender, 'plain')),
			],
			async close() {
				await Promise.all([imageServer, ...contenders.map(({ site }) => site)].map((one) => one.close()));
			},
		};
	},
};

const pages: Answer = ({ pathname }) => {
	if (pathname === '/style.css') return { type: 'text/css', body: 'body{margin:0}' };
	const head = '<!doctype html><title>bench</title>';
	if (pathname === '/plain') {
		return { type: 'text/html', body: `${head}<link rel="stylesheet" href="/style.css"><p>text` };
	}
	if (pathname !== '/images') return undefined;
	const images = newImages('', IMAGES, 'good').map((url) => `<img src="${url}" width="64" height="64">`);
	return { type: 'text/html', body: head + images.join('') };
};

/** @returns milliseconds from the navigation to the load event */
async function loadPage({ page, site }: PassThrough, name: 'images' | 'plain'): Promise<number> {
	await page.goto(`${site.origin}/${name}`, { waitUntil: 'load' });
	return page.evaluate(() => {
		const [entry] = performance.getEntriesByType('navigation');
		if (!(entry instanceof PerformanceNavigationTiming)) throw new Error('there is no timing');
		return entry.loadEventStart;
	});
}

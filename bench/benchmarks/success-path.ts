import type { Benchmark, Series } from '../harness/benchmark.js';
import { openPassThroughs, type PassThrough } from '../harness/pass-through-contenders.js';
import { startImageServer } from '../harness/servers.js';
import { loadImages, newImages } from '../harness/visitor.js';

const LOADS = [
	{ name: 'sequential', images: 100, lanes: 1 },
	{ name: 'parallel', images: 200, lanes: 200 },
] as const;

export const successPath: Benchmark = {
	name: 'success-path',
	title: 'While nothing fails',
	about:
		'100 images one after another and 200 at once, from the site’s own origin and from another one. Every picture is 64x64 and comes from memory without being cacheable: what is measured is the way there and back and hardly anything else.',
	rounds: { full: 15, quick: 3 },
	async open({ browser }) {
		const imageServer = await startImageServer();
		const contenders = await openPassThroughs(await browser(), imageServer);
		return {
			series: LOADS.flatMap((load) =>
				(['same origin', 'other origin'] as const).map(
					(place): Series => ({
						name: `${load.images} images ${load.name}, ${place}`,
						unit: 'ms per image',
						contenders: Object.fromEntries(
							contenders.map((contender) => [
								contender.name,
								() =>
									measure(
										contender,
										load,
										place === 'same origin' ? contender.site.origin : imageServer.origin,
									),
							]),
						),
						baselines: ['no worker', 'pass-through worker', 'Workbox NetworkOnly'],
						goals: [
							{ contender: 'image-understudy', over: 'Workbox NetworkOnly', atMost: 1 },
							{ contender: 'image-understudy', over: 'pass-through worker', atMost: 1.05 },
						],
					}),
				),
			),
			async close() {
				await Promise.all([imageServer, ...contenders.map(({ site }) => site)].map((one) => one.close()));
			},
		};
	},
};

async function measure({ page }: PassThrough, load: (typeof LOADS)[number], origin: string): Promise<number> {
	// wakes a worker that the browser has put to sleep meanwhile
	await loadImages(page, newImages(origin, 10, 'good'), 10);
	return (await loadImages(page, newImages(origin, load.images, 'good'), load.lanes)) / load.images;
}

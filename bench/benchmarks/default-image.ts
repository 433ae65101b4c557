import type { Benchmark } from '../harness/benchmark.js';
import { ownWorker, rivalWorker } from '../harness/bundle.js';
import { defaultImageManifest, startSite } from '../harness/servers.js';
import { loadImages, newImages, openVisitor, thenPause } from '../harness/visitor.js';

const IMAGES = 20;
const REPEATED_WIDTH = 500;

export const defaultImage: Benchmark = {
	name: 'default-image',
	title: 'The default image',
	about: `${IMAGES} images one after another, each of them new and each answered with 403 by a server on the site’s own origin. The default image is a JPEG of 600x600 pixels that the worker has kept. Untransformed it is answered as it is; resized, each image of the run asks for a width that none has asked for before; repeated, all ask for the same width. The time includes the way to the server, which is asked once for each image by all of them. The pictures are JPEGs of the same width and quality. What the others leave out: records, expiry and bounds of what they keep, a memory of what has failed, and a word to the page. Between two measurements is a pause of a second, in which workers write what they keep.`,
	rounds: { full: 15, quick: 2 },
	async open({ browser }) {
		const open = async (scripts: Awaited<ReturnType<typeof ownWorker>>) => {
			const manifest = (origin: string) => defaultImageManifest([origin]);
			const site = await startSite({ scripts, manifest });
			const options = { hasWorker: true, substitutesFor: [site.origin] };
			return { site, page: await openVisitor(await browser(), site.origin, options) };
		};
		const [byHand, workbox, own] = await Promise.all([
			open(await rivalWorker('default-image-by-hand.ts')),
			open(await rivalWorker('default-image-workbox.ts')),
			open(await ownWorker()),
		]);
		type Contender = typeof own;
		const perImage = async ({ page }: Contender, urls: readonly string[]) =>
			thenPause((await loadImages(page, urls, 1)) / urls.length);
		const untransformed = (contender: Contender) => () =>
			perImage(contender, newImages(contender.site.origin, IMAGES, 'missing'));
		const resized = (contender: Contender) => {
			let width = 100;
			return () =>
				perImage(
					contender,
					newImages(contender.site.origin, IMAGES, 'missing').map((url) => `${url}?wid=${width++}`),
				);
		};
		const repeated = (contender: Contender) => () =>
			perImage(contender, newImages(contender.site.origin, IMAGES, 'missing', `?wid=${REPEATED_WIDTH}`));
		const unit = 'ms per image';
		return {
			series: [
				{
					name: 'untransformed',
					unit,
					contenders: {
						'hand-written': untransformed(byHand),
						'Workbox fallback': untransformed(workbox),
						'image-understudy': untransformed(own),
					},
					baselines: ['hand-written', 'Workbox fallback'],
					goals: [{ contender: 'image-understudy', over: 'Workbox fallback', atMost: 1 }],
				},
				{
					name: 'resized, each width for the first time',
					unit,
					contenders: { 'hand-written': resized(byHand), 'image-understudy': resized(own) },
					baselines: ['hand-written'],
					goals: [{ contender: 'image-understudy', over: 'hand-written', atMost: 1.2 }],
				},
				{
					name: 'resized, the same width again',
					unit,
					contenders: { 'Cache Storage hit': repeated(byHand), 'image-understudy': repeated(own) },
					baselines: ['Cache Storage hit'],
					goals: [{ contender: 'image-understudy', over: 'Cache Storage hit', atMost: 1 }],
				},
			],
			async close() {
				await Promise.all([byHand, workbox, own].map(({ site }) => site.close()));
			},
		};
	},
};

/**
 * The renderer in a worker of its own, as the benchmarks of rendering run it: the page calls, the worker
 * draws and keeps nothing.
 */

import { parseImageRequest } from '../../src/protocol/index.js';
import type { ImageAsset } from '../../src/render/index.js';
import { renderRequest, workerRenderPort } from '../../src/render/index.js';
import { PLAIN_ATTRIBUTES } from '../../src/render/testing/plain-attributes.js';
import { drawByHand } from './by-hand.js';

/** What the page asks for. */
export type Job =
	| { readonly type: 'render'; readonly request: string; readonly times: number }
	| { readonly type: 'compare'; readonly request: string; readonly text: string; readonly times: number }
	/** gives back what is garbage, in the worker and in its process */
	| { readonly type: 'collect' };

export interface Reply {
	/** milliseconds per picture, by contender, of each measurement */
	readonly times?: { readonly renderer: number; readonly byHand: number };
	/** bytes of the last picture */
	readonly size?: number;
	readonly error?: string;
}

/** Photographs by the number in their name: `Acme/photo-400` has 400 x 300 pixels. */
const photos = new Map<string, Promise<ImageAsset>>();

async function photo(specifier: string): Promise<ImageAsset> {
	const width = Number(/\d+/.exec(specifier)?.[0] ?? 400);
	const size = { width, height: (width * 3) / 4 };
	const canvas = new OffscreenCanvas(size.width, size.height);
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no canvas');
	const gradient = context.createLinearGradient(0, 0, size.width, size.height);
	for (const [at, color] of ['#123', '#4af', '#fc8', '#241'].entries()) gradient.addColorStop(at / 3, color);
	context.fillStyle = gradient;
	context.fillRect(0, 0, size.width, size.height);
	return { blob: await canvas.convertToBlob({ type: 'image/jpeg' }), type: 'image/jpeg', size };
}

const port = workerRenderPort(({ specifier }) => {
	const asset = photos.get(specifier) ?? photo(specifier);
	photos.set(specifier, asset);
	return asset;
});

async function render(request: string): Promise<Blob> {
	return (await renderRequest(parseImageRequest(`/is/image/${request}`), PLAIN_ATTRIBUTES, port)).blob;
}

async function perPicture(times: number, draw: () => Promise<Blob>): Promise<number> {
	const start = performance.now();
	for (let time = 0; time < times; time++) await draw();
	return (performance.now() - start) / times;
}

async function work(job: Job): Promise<Reply> {
	switch (job.type) {
		case 'collect': {
			// there with --js-flags=--expose-gc
			const { gc } = globalThis as { readonly gc?: () => void };
			gc?.();
			return {};
		}
		case 'render': {
			let size = 0;
			for (let time = 0; time < job.times; time++) size = (await render(job.request)).size;
			return { size };
		}
		case 'compare': {
			const variables = { 'error.message': job.text };
			const request = parseImageRequest(`/is/image/${job.request}`, {}, { variables });
			const ours = () =>
				perPicture(job.times, async () => (await renderRequest(request, PLAIN_ATTRIBUTES, port)).blob);
			const theirs = () => perPicture(job.times, () => drawByHand(job.text));
			// who comes first has it neither easier nor harder
			if (Math.random() < 0.5) {
				const renderer = await ours();
				return { times: { renderer, byHand: await theirs() } };
			}
			const byHand = await theirs();
			return { times: { renderer: await ours(), byHand } };
		}
	}
}

self.addEventListener('message', async ({ data, ports }: MessageEvent<Job>) => {
	const reply = await work(data).catch((error: unknown): Reply => ({ error: String(error) }));
	ports[0]?.postMessage(reply);
});

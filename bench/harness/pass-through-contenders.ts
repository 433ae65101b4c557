import type { Browser, Page } from '@playwright/test';
import { ownWorker, rivalWorker, type Scripts } from './bundle.js';
import { defaultImageManifest, type RunningServer, startSite } from './servers.js';
import { checkPath, openVisitor } from './visitor.js';

/** A way to load images while nothing fails, with a site and a tab of its own. */
export interface PassThrough {
	readonly name: string;
	readonly hasWorker: boolean;
	readonly site: RunningServer;
	readonly page: Page;
}

/** @param imageServer an image server on another origin */
export async function openPassThroughs(
	browser: Browser,
	imageServer: RunningServer,
	answer?: Parameters<typeof startSite>[0]['answer'],
): Promise<readonly PassThrough[]> {
	const contenders: readonly (readonly [string, Scripts])[] = [
		['no worker', new Map()],
		['pass-through worker', await rivalWorker('pass-through.js')],
		['Workbox NetworkOnly', await rivalWorker('network-only-workbox.ts')],
		['Serwist NetworkOnly', await rivalWorker('network-only-serwist.ts')],
		['image-understudy', await ownWorker()],
	];
	return Promise.all(
		contenders.map(async ([name, scripts]) => {
			const manifest = (origin: string) => defaultImageManifest([origin, imageServer.origin]);
			const site = await startSite({ scripts, manifest, ...(answer && { answer }) });
			const hasWorker = scripts.size > 0;
			const origins = [site.origin, imageServer.origin];
			const substitutesFor = name === 'image-understudy' ? origins : [];
			const page = await openVisitor(browser, site.origin, { hasWorker, substitutesFor });
			for (const origin of origins) await checkPath(page, origin, hasWorker);
			return { name, hasWorker, site, page };
		}),
	);
}

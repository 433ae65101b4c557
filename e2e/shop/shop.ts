import { fileURLToPath } from 'node:url';
import {
	type BrowserContext,
	test as base,
	expect as baseExpect,
	type Locator,
	type Page,
} from '@playwright/test';
import sharp from 'sharp';
import type { RegisterOptions } from '../../src/page/index.js';
import { type FrontDoor, startFrontDoor } from '../servers/front-door.js';
import { type ImageServer, startImageServer } from '../servers/image-server.js';
import { type ShopServer, startShopServer } from '../servers/shop-server.js';
import { type Host, workerOf } from '../workers/worker-of.js';

/** Playwright's, but for `poll`: it looks ten times a second to the end, and not less and less often. */
export const expect = new Proxy(baseExpect, {
	get: (all, name) => (name === 'poll' ? pollOften : Reflect.get(all, name)),
});

const pollOften: typeof baseExpect.poll = (actual, options) =>
	baseExpect.poll(actual, {
		intervals: [100],
		...(typeof options === 'string' ? { message: options } : options),
	});

/** What an `<img>` shows once it has loaded. */
export interface Shown {
	readonly width: number;
	readonly height: number;
	readonly fallback: string | undefined;
	readonly reason: string | undefined;
}

export interface SubstituteEvent {
	readonly url: string;
	readonly kind: string;
	readonly reason: string;
	readonly status: number;
	readonly object: string | undefined;
	readonly observed: boolean;
}

/** A shop with its image server on an origin of its own, and both behind one door. */
export interface Servers {
	readonly shop: ShopServer;
	readonly images: ImageServer;
	readonly door: FrontDoor;
}

export async function startServers(): Promise<Servers> {
	const images = await startImageServer();
	const root = fileURLToPath(new URL('../../dist', import.meta.url));
	const shop = await startShopServer({ root, imageServer: images });
	return { shop, images, door: await startFrontDoor(shop.origin, images.origin) };
}

export async function stopServers({ shop, images, door }: Servers): Promise<void> {
	await Promise.all([door.close(), shop.close(), images.close()]);
}

/** Puts the default images into the shop. */
export async function furnish(shop: ShopServer): Promise<void> {
	shop.setFile('/fallback/no-image.svg', NO_IMAGE);
	shop.setFile('/fallback/no-image.png', await plainPicture(400, 200, '#00f'), { contentType: 'image/png' });
}

const NO_IMAGE = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200"><rect width="400" height="200" fill="#00f"/></svg>`;

/** A blue default image 400x200 on the shop's origin, and a black-on-yellow error image. */
export function manifestFor(imageOrigin: string, overrides: object = {}, attributes: object = {}): string {
	return JSON.stringify({
		version: 'e2e',
		servers: [{ origin: imageOrigin }],
		catalogs: {
			default: { attributes: {} },
			Acme: {
				attributes: {
					DefaultImage: 'no-image',
					ErrorImage: 'Acme/onError',
					ErrorDetail: 2,
					RootPath: '/fallback/',
					DefaultExpiration: 1,
					...attributes,
				},
				records: {
					'no-image': { Path: 'no-image.png' },
					'no-image-svg': { Path: 'no-image.svg' },
					onError: { Modifier: 'size=300,300&bgc=ffff00&text=\\fs48 $error.message$' },
				},
			},
		},
		...overrides,
	});
}

/** A PNG of one colour. */
export function plainPicture(width: number, height: number, background: string): Promise<Buffer> {
	return sharp({ create: { width, height, channels: 4, background } })
		.png()
		.toBuffer();
}

/** Where a page of the shop lies. */
export interface OpenOptions {
	readonly origin?: string;
	/** default: a new tab */
	readonly page?: Page;
	/** default `/` */
	readonly folder?: string;
	/** what the page gives to `register()` */
	readonly registration?: RegisterOptions;
}

let pages = 0;

/** The shop as a test sees it. */
export class Shop {
	constructor(
		private readonly servers: Servers,
		private readonly context: BrowserContext,
		/** the worker that lies at `/sw.js`, unless a test puts another there */
		readonly worker: string,
	) {}

	get images(): ImageServer {
		return this.servers.images;
	}

	get server(): ShopServer {
		return this.servers.shop;
	}

	/** URL of a picture on the image server, cross-origin. */
	image(object: string, query = ''): string {
		return `${this.images.origin}/is/image/${object}${query === '' ? '' : `?${query}`}`;
	}

	/** @param overrides of the manifest, or its whole text */
	setManifest(overrides: object | string = {}, attributes: object = {}): void {
		const text =
			typeof overrides === 'string' ? overrides : manifestFor(this.images.origin, overrides, attributes);
		this.server.setManifest(text);
	}

	/** Opens a page of the shop with this body. `register()` is called by the page, as a shop would. */
	async open(body = '', options: OpenOptions = {}): Promise<Page> {
		const { origin = this.server.origin, page, folder = '/', registration } = options;
		// cacheable, so that a test may go offline; a page of its own each time, so that none is stale
		const path = `${folder}page-${++pages}.html`;
		this.server.setFile(path, pageWith(body, registration), { headers: { 'cache-control': 'max-age=600' } });
		const opened = page ?? (await this.context.newPage());
		await opened.goto(origin + path);
		await opened.evaluate(async () => void (await window.registered));
		return opened;
	}

	/** Opens a page whose worker is in control and has rules. */
	async openCovered(body = '', options: OpenOptions = {}): Promise<Page> {
		const page = await this.open('', options);
		await covered(page);
		return this.open(body, { ...options, page });
	}

	/** The one origin that the shop and its image server share. */
	get sharedOrigin(): string {
		return this.servers.door.origin;
	}
}

/** A page of the shop that registers its worker and notes what it is told. */
export function pageWith(body: string, registration: RegisterOptions = {}): string {
	return `<!doctype html><meta charset="utf-8"><title>A shop</title>
<script type="module">
	import { register } from '/index.js';
	const { postMessage } = ServiceWorker.prototype;
	ServiceWorker.prototype.postMessage = function (message, ports) {
		if (message.type !== 'understudy:update' || message.force) return postMessage.call(this, message, ports);
		const { port1, port2 } = new MessageChannel();
		window.lookedForRules = new Promise((resolve) => { port1.onmessage = resolve; });
		postMessage.call(this, message, [port2]);
	};
	window.events = [];
	window.registered = register(${JSON.stringify(registration)}).then((understudy) => {
		window.understudy = understudy;
		for (const type of ['substitute', 'heal', 'manifest', 'progress', 'error']) {
			understudy.addEventListener(type, ({ detail }) => window.events.push({ type, ...detail }));
		}
		return understudy;
	});
</script>
<body>${body}</body>`;
}

/** Waits until the worker controls the page and has rules: nearly every test does, so it looks often. */
export async function covered(page: Page): Promise<void> {
	await expect
		.poll(() => page.evaluate(async () => (await window.registered).status()), { intervals: [50] })
		.toMatchObject({ controlled: true, manifest: { url: expect.any(String) } });
}

/**
 * Waits until the page has looked for new rules, which it does by itself when it is idle for the first time: those
 * that are published later come into force when the test asks for them.
 */
export function lookedForRules(page: Page): Promise<void> {
	return page.evaluate(async () => {
		await window.registered;
		// the page's own comes before this one
		await new Promise((resolve) => requestIdleCallback(resolve));
		await window.lookedForRules;
	});
}

/** Waits until the image has loaded, and says what it shows. */
export async function shown(image: Locator): Promise<Shown> {
	return image.evaluate(async (element) => {
		const img = element as HTMLImageElement;
		const isShown = img.complete && img.naturalWidth > 0;
		if (!isShown) await new Promise((resolve) => img.addEventListener('load', resolve, { once: true }));
		return {
			width: img.naturalWidth,
			height: img.naturalHeight,
			fallback: img.dataset.fallback,
			reason: img.dataset.fallbackReason,
		};
	});
}

/** Waits for the mark of a substitute, which may come a moment after the picture. */
export async function expectSubstitute(
	image: Locator,
	kind: string | RegExp,
	reason: string | RegExp,
): Promise<Shown> {
	await expect(image).toHaveAttribute('data-fallback', kind);
	await expect(image).toHaveAttribute('data-fallback-reason', reason);
	await expect(image).toHaveJSProperty('complete', true);
	const picture = await shown(image);
	expect(picture.width).toBeGreaterThan(0);
	return picture;
}

/** Waits until the image has failed, with nothing in its place. */
export async function expectBroken(image: Locator): Promise<void> {
	await expect(image).toHaveJSProperty('complete', true);
	await expect(image).toHaveJSProperty('naturalWidth', 0);
	await expect(image).not.toHaveAttribute('data-fallback');
}

/** Adds an image to the page that is open. */
export async function addImage(page: Page, id: string, url: string): Promise<Locator> {
	await page.evaluate(
		([name, address]) => {
			const image = new Image();
			image.id = name;
			image.src = address;
			document.body.append(image);
		},
		[id, url] as const,
	);
	return page.locator(`#${id}`);
}

/** Colour of a pixel of an image at its natural size, as `r,g,b,a`. */
export function pixel(image: Locator, x: number, y: number): Promise<string> {
	return image.evaluate(
		(element, at) => {
			const img = element as HTMLImageElement;
			const canvas = new OffscreenCanvas(img.naturalWidth, img.naturalHeight);
			const context = canvas.getContext('2d');
			context?.drawImage(img, 0, 0);
			return [...(context?.getImageData(at.x, at.y, 1, 1).data ?? [])].join(',');
		},
		{ x, y },
	);
}

/** The response a script of the page gets. */
export function fetchInPage(page: Page, url: string, init: RequestInit = {}) {
	return page.evaluate(
		async ([address, options]) => {
			const response = await fetch(address, options);
			const bytes = new Uint8Array(await response.arrayBuffer());
			return {
				status: response.status,
				type: response.type,
				headers: Object.fromEntries(response.headers),
				bytes: bytes.length,
				text: new TextDecoder().decode(bytes.subarray(0, 2000)),
			};
		},
		[url, init] as const,
	);
}

/** The events that the page's Understudy has dispatched so far. */
export function events<Event = SubstituteEvent>(page: Page, type: string): Promise<Event[]> {
	return page.evaluate((wanted) => window.events.filter((event) => event.type === wanted) as never[], type);
}

/**
 * From now on the test moves the clock of all pages. The worker keeps the real one, and the pages' goes before it: a
 * page would not believe what the worker has said in the future.
 */
export function takeClock(page: Page): Promise<void> {
	return page.clock.install({ time: Date.now() + 1000 });
}

/** As if the shopper looked at another tab. */
export function setVisibility(page: Page, state: 'hidden' | 'visible'): Promise<void> {
	return page.evaluate((value) => {
		Object.defineProperty(document, 'visibilityState', { value, configurable: true });
		document.dispatchEvent(new Event('visibilitychange'));
	}, state);
}

/**
 * Looks for a new worker, unless there is none any more. To be repeated until it is there: a check of the browser's
 * own may be under way, and what it has fetched may be the old script.
 */
export function updateWorker(page: Page): Promise<void> {
	return page.evaluate(async () => {
		const registration = await navigator.serviceWorker.getRegistration();
		await registration?.update().catch(() => {});
	});
}

/** Stops every service worker of the browser, as the browser does with idle ones. */
export async function stopWorkers(page: Page): Promise<void> {
	const session = await page.context().newCDPSession(page);
	await session.send('ServiceWorker.enable');
	const stopped = new Promise<void>((resolve) => {
		session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
			if (versions.length > 0 && versions.every(({ runningStatus }) => runningStatus === 'stopped'))
				resolve();
		});
	});
	await session.send('ServiceWorker.stopAllWorkers');
	await stopped;
	await session.detach();
}

export const test = base.extend<{ shop: Shop }, { host: Host; servers: Servers; worker: string }>({
	host: ['drop-in', { option: true, scope: 'worker' }],
	// a busy machine takes its time to bundle one
	worker: [async ({ host }, use) => use(await workerOf(host)), { scope: 'worker', timeout: 120_000 }],
	servers: [
		async ({}, use) => {
			const servers = await startServers();
			await use(servers);
			await stopServers(servers);
		},
		{ scope: 'worker' },
	],
	shop: async ({ servers, context, worker }, use) => {
		const { shop, images } = servers;
		await Promise.all([shop.reset(), images.reset()]);
		await furnish(shop);
		shop.setFile('/sw.js', worker);
		const own = new Shop(servers, context, worker);
		own.setManifest();
		await use(own);
	},
});

/** What the test page leaves on its window. */
declare global {
	interface Window {
		events: { readonly type: string }[];
		registered: Promise<import('../../src/page/index.js').Understudy>;
		understudy: import('../../src/page/index.js').Understudy;
		/** the worker has answered the page that looked by itself */
		lookedForRules: Promise<unknown> | undefined;
	}
}

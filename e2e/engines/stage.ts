import { test as base, expect } from '@playwright/test';
import type { RegisterOptions, Understudy } from '../../src/page/index.js';
import {
	furnish,
	manifestFor,
	pageWith,
	type Servers,
	type Shown,
	type SubstituteEvent,
	startServers,
	stopServers,
} from '../shop/shop.js';
import type { Driver } from './drivers/driver.js';
import { drivers, type Engine } from './drivers/index.js';

export { expect };

export interface EngineOptions {
	readonly engine: Engine;
}

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** What a script of the page gets. */
export interface PageResponse {
	readonly status: number;
	/** lower-case names */
	readonly headers: Readonly<Record<string, string>>;
	readonly text: string;
}

/** A shop on an origin of its own, in the one tab of an engine. */
export class Stage {
	#pages = 0;
	#rules = 0;

	constructor(
		private readonly driver: Driver,
		private readonly servers: Servers,
	) {}

	get images() {
		return this.servers.images;
	}

	get shop() {
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
		this.shop.setManifest(text);
	}

	/** Runs a function in the page, with values that JSON can say. */
	async evaluate<Args extends readonly unknown[], Result>(
		work: (...args: Args) => Result | Promise<Result>,
		...args: Args
	): Promise<Result> {
		const expression = `(async () => JSON.stringify([await (${work})(...${JSON.stringify(args)})]))()`;
		const [result] = JSON.parse(await this.driver.run(expression)) as [Result];
		return result;
	}

	/** Opens a page of the shop with this body, which registers its worker. @returns its URL */
	async open(body = '', registration?: RegisterOptions): Promise<string> {
		this.#pages += 1;
		const path = `/page-${this.#pages}.html`;
		this.shop.setFile(path, pageWith(body, registration), { headers: { 'cache-control': 'max-age=600' } });
		await this.goto(this.shop.origin + path);
		return this.shop.origin + path;
	}

	/** Opens a page of the shop that is there, and waits until it has registered its worker. */
	async goto(url: string): Promise<void> {
		await this.driver.goto(url);
		await this.evaluate(async () => void (await window.registered));
	}

	/** Opens a page whose worker is in control and has rules. @returns its URL */
	async openCovered(body = '', registration?: RegisterOptions): Promise<string> {
		await this.open('', registration);
		await this.covered();
		return this.open(body, registration);
	}

	/** Opens a page whose worker is in control, unless the check before has left one. */
	async cover(): Promise<void> {
		if (this.#pages === 0) await this.openCovered();
	}

	/** Waits until the worker controls the page and has rules. */
	async covered(): Promise<void> {
		await expect
			.poll(() => this.status())
			.toMatchObject({ controlled: true, manifest: { url: expect.any(String) } });
	}

	status(): ReturnType<Understudy['status']> {
		return this.evaluate(async () => (await window.registered).status());
	}

	/** Puts this manifest in force, in a page whose worker is in control. */
	async setRules(overrides: object = {}, attributes: object = {}): Promise<void> {
		this.#rules += 1;
		this.setManifest({ version: `rules ${this.#rules}`, ...overrides }, attributes);
		await this.cover();
		await this.covered();
		await this.evaluate(async () => void (await window.understudy.update()));
	}

	/** Ends the workers of the engine, and comes back to the page. */
	async restartWorker(url: string): Promise<void> {
		await this.driver.goto('about:blank');
		await this.driver.endWorkers();
		await this.goto(url);
	}

	/** The response that a script of the page gets. */
	fetch(url: string, init: RequestInit = {}): Promise<PageResponse> {
		return this.evaluate(
			async (address, options) => {
				const response = await fetch(address, options);
				const { status } = response;
				const headers = Object.fromEntries([...response.headers]);
				return { status, headers, text: (await response.text()).slice(0, 2000) };
			},
			url,
			init,
		);
	}

	/** What the header of a substitute says; undefined: it is none. */
	async substitute(url: string, init?: RequestInit): Promise<string | undefined> {
		return (await this.fetch(url, init)).headers['x-image-understudy'];
	}

	/** The events that the page's Understudy has dispatched so far. */
	events<Event = SubstituteEvent>(type: string): Promise<Event[]> {
		return this.evaluate((wanted) => window.events.filter((event) => event.type === wanted) as never[], type);
	}

	/** Puts an `<img>` into the page. */
	addImage(id: string, url: string, attributes: Readonly<Record<string, string>> = {}): Promise<void> {
		return this.evaluate(
			(name, address, others) => {
				const image = new Image();
				image.id = name;
				for (const [attribute, value] of Object.entries(others)) image.setAttribute(attribute, value);
				image.src = address;
				document.body.append(image);
			},
			id,
			url,
			attributes,
		);
	}

	/** What an `<img>` shows; sizes of 0 if it is broken or not there yet. */
	shown(id: string): Promise<Shown & { readonly complete: boolean }> {
		return this.evaluate((name) => {
			const image = document.getElementById(name) as HTMLImageElement;
			return {
				complete: image.complete,
				width: image.naturalWidth,
				height: image.naturalHeight,
				fallback: image.dataset.fallback,
				reason: image.dataset.fallbackReason,
			};
		}, id);
	}

	/** Waits until an `<img>` shows a substitute and is marked for it. */
	async expectSubstitute(id: string, kind: string, reason: string, size: object = {}): Promise<void> {
		await expect
			.poll(() => this.shown(id))
			.toMatchObject({ complete: true, fallback: kind, reason, ...size });
		expect((await this.shown(id)).width).toBeGreaterThan(0);
	}

	/** Waits until an `<img>` shows a picture of this width, which is no substitute. */
	async expectPicture(id: string, width: number): Promise<void> {
		await expect.poll(() => this.shown(id)).toMatchObject({ complete: true, width });
		// the worker is asked whether it still holds
		await expect.poll(async () => (await this.shown(id)).fallback).toBeUndefined();
	}

	/** Pixels of an `<img>` at its natural size, each as `r,g,b,a`. */
	async pixels(id: string, ...places: readonly (readonly [x: number, y: number])[]): Promise<string[]> {
		return Promise.all(
			places.map(async ([x, y]) => (await this.#part(id, { x, y, width: 1, height: 1 })).join(',')),
		);
	}

	/** How many pixels of a part of an `<img>` differ from the first one of it: the ink of text. */
	async ink(id: string, x: number, y: number, width: number, height: number): Promise<number> {
		const pixels = new Uint32Array(new Uint8Array(await this.#part(id, { x, y, width, height })).buffer);
		return pixels.filter((pixel) => pixel !== pixels[0]).length;
	}

	#part(id: string, box: Box): Promise<number[]> {
		return this.evaluate(
			async (name, { x, y, width, height }) => {
				const shown = document.getElementById(name) as HTMLImageElement;
				// Firefox lets scripts read only pictures that were asked for with CORS
				const image = new Image();
				image.crossOrigin = 'anonymous';
				image.src = shown.currentSrc;
				await image.decode();
				const context = new OffscreenCanvas(image.naturalWidth, image.naturalHeight).getContext('2d');
				context?.drawImage(image, 0, 0);
				return [...(context?.getImageData(x, y, width, height).data ?? [])];
			},
			id,
			box,
		);
	}

	/** What the tab shows, as PNG. */
	screenshot(): Promise<Uint8Array> {
		return this.driver.screenshot();
	}
}

/** The stage of a file of checks, which the browser plays one after another. */
class Playhouse {
	#file = '';
	#servers: Servers | undefined;
	#stage: Stage | undefined;

	constructor(private readonly driver: Driver) {}

	async stageOf(file: string): Promise<Stage> {
		if (this.#stage && file === this.#file) return this.#stage;
		await this.close();
		this.#file = file;
		this.#servers = await startServers();
		await furnish(this.#servers.shop);
		this.#stage = new Stage(this.driver, this.#servers);
		this.#stage.setManifest();
		return this.#stage;
	}

	async close(): Promise<void> {
		if (!this.#servers) return;
		// a page that goes on asking would disturb the next one
		await this.driver.goto('about:blank');
		await stopServers(this.#servers);
	}
}

/**
 * `stage` is one for all checks of a file, on ports of its own, with the page that the check before it left:
 * a check that does not say otherwise plays on it. Its image server is well again for each check.
 */
export const test = base.extend<{ stage: Stage }, EngineOptions & { driver: Driver; playhouse: Playhouse }>({
	engine: ['chromium', { scope: 'worker', option: true }],
	driver: [
		async ({ engine }, use) => {
			const driver = await drivers[engine]();
			console.log(driver.version);
			await use(driver);
			await driver.close();
		},
		{ scope: 'worker', timeout: 60_000 },
	],
	playhouse: [
		async ({ driver }, use) => {
			const playhouse = new Playhouse(driver);
			await use(playhouse);
			await playhouse.close();
		},
		{ scope: 'worker' },
	],
	stage: async ({ playhouse }, use, { file }) => {
		const stage = await playhouse.stageOf(file);
		await stage.images.reset();
		await stage.shop.start();
		await use(stage);
	},
});

import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import { build } from 'vite';
import { type Catalogs, parseImageRequest } from '../../src/protocol/index.js';
import type { RenderAttributes, RenderLimits } from '../../src/render/index.js';
import { PLAIN_ATTRIBUTES } from '../../src/render/testing/plain-attributes.js';
import type { RenderJob, RenderOutcome } from './renderer-worker.js';

export { expect };

export interface RenderOptions {
	readonly catalogs?: Catalogs;
	/** values of variables such as `error.message` */
	readonly variables?: Readonly<Record<string, string>>;
	readonly attributes?: Partial<RenderAttributes>;
	readonly limits?: Partial<RenderLimits>;
	/** stored pictures by specifier; foreign ones by URL */
	readonly assets?: Readonly<Record<string, Asset>>;
	/** fonts of the font map: by name, with ` bold` and ` italic` behind it where they are */
	readonly fonts?: Readonly<Record<string, Buffer>>;
	/** what is laid over the picture: a request, after `/is/image` */
	readonly watermark?: string;
}

export interface Asset {
	readonly type: string;
	readonly bytes: Buffer;
}

export type Pixel = readonly [red: number, green: number, blue: number, alpha: number];

/** A finished picture, with its pixels as a browser shows them. */
export interface Rendered {
	readonly type: string;
	readonly bytes: Buffer;
	readonly width: number;
	readonly height: number;
	readonly notes: readonly string[];
	/** in the worker, without decoding for the test */
	readonly milliseconds: number;
	at(x: number, y: number): Pixel;
	/** the smallest rectangle with all pixels that differ from the one at the given place; undefined: none does */
	ink(options?: InkOptions): Ink | undefined;
}

export interface InkOptions {
	/** what counts as background; default: white */
	readonly background?: readonly [number, number, number];
	/** look only here */
	readonly within?: {
		readonly x: number;
		readonly y: number;
		readonly width: number;
		readonly height: number;
	};
	/** sum of the differences of red, green and blue from which a pixel counts; default 60 */
	readonly threshold?: number;
}

/** All inclusive. */
export interface Ink {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

/**
 * @param request what comes after `/is/image`
 * @throws Error with the code of the RenderError in front
 */
export type Renderer = (request: string, options?: RenderOptions) => Promise<Rendered>;

/** The renderer as one classic script, made once for all tests of a process. */
let script: Promise<string> | undefined;

async function bundle(): Promise<string> {
	const result = await build({
		configFile: false,
		logLevel: 'error',
		publicDir: false,
		build: {
			write: false,
			target: 'es2022',
			lib: {
				formats: ['iife'],
				name: 'renderer',
				entry: fileURLToPath(new URL('./renderer-worker.ts', import.meta.url)),
			},
		},
	});
	const outputs = Array.isArray(result) ? result.flatMap(({ output }) => output) : [];
	const chunk = outputs.find((output) => output.type === 'chunk');
	if (chunk?.type !== 'chunk') throw new Error('the renderer could not be bundled');
	return chunk.code;
}

/** `render` draws in a real worker of the browser, which is the page's global `renderer`. */
export const test = base.extend<{ render: Renderer }>({
	render: async ({ page }, use) => {
		script ??= bundle();
		await page.goto('about:blank');
		await page.evaluate(
			(code) => {
				const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
				Object.assign(globalThis, { renderer: new Worker(url) });
			},
			await script,
		);
		await use(async (request, options = {}) => {
			const outcome = await page.evaluate(renderInPage, renderJob(request, options));
			if ('code' in outcome) throw new Error(`${outcome.code}: ${outcome.message}`);
			return rendered(outcome);
		});
	},
});

/** What the worker is told. */
export function renderJob(request: string, options: RenderOptions): RenderJob {
	return {
		request: parseImageRequest(`/is/image${request}`, options.catalogs, {
			variables: options.variables ?? {},
		}),
		attributes: { ...PLAIN_ATTRIBUTES, ...options.attributes },
		limits: options.limits ?? {},
		assets: Object.fromEntries(
			Object.entries(options.assets ?? {}).map(([name, { type, bytes }]) => [
				name,
				{ type, base64: bytes.toString('base64') },
			]),
		),
		fonts: Object.fromEntries(
			Object.entries(options.fonts ?? {}).map(([name, bytes]) => [name, bytes.toString('base64')]),
		),
		watermark:
			options.watermark === undefined
				? undefined
				: parseImageRequest(`/is/image${options.watermark}`, options.catalogs, { watermark: true }),
	};
}

type PageOutcome =
	| Extract<RenderOutcome, { code: string }>
	| (Omit<Extract<RenderOutcome, { blob: Blob }>, 'blob'> & {
			readonly base64: string;
			readonly pixels: string;
	  });

/** Runs in the page. */
async function renderInPage(job: RenderJob): Promise<PageOutcome> {
	const { renderer } = globalThis as unknown as { renderer: Worker };
	const { port1, port2 } = new MessageChannel();
	renderer.postMessage(job, [port2]);
	const outcome = await new Promise<RenderOutcome>((resolve) => {
		port1.onmessage = ({ data }) => resolve(data);
	});
	if ('code' in outcome) return outcome;
	const { blob, ...rest } = outcome;
	const base64 = async (data: Blob) => {
		const text = await new Promise<string>((resolve) => {
			const reader = new FileReader();
			reader.onload = () => resolve(String(reader.result));
			reader.readAsDataURL(data);
		});
		return text.slice(text.indexOf(',') + 1);
	};
	const image = new Image();
	image.src = URL.createObjectURL(blob);
	await image.decode();
	const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
	const context = canvas.getContext('2d');
	context?.drawImage(image, 0, 0);
	const data = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? new Uint8ClampedArray();
	return {
		...rest,
		size: { width: image.naturalWidth, height: image.naturalHeight },
		base64: await base64(blob),
		pixels: await base64(new Blob([new Uint8Array(data)])),
	};
}

function rendered(outcome: Exclude<PageOutcome, { code: string }>): Rendered {
	const { width, height } = outcome.size;
	const pixels = Buffer.from(outcome.pixels, 'base64');
	const at = (x: number, y: number): Pixel => {
		if (x < 0 || y < 0 || x >= width || y >= height)
			throw new Error(`no pixel ${x},${y} in ${width}x${height}`);
		const start = 4 * (y * width + x);
		const [red = 0, green = 0, blue = 0, alpha = 0] = pixels.subarray(start, start + 4);
		return [red, green, blue, alpha];
	};
	return {
		...outcome,
		width,
		height,
		bytes: Buffer.from(outcome.base64, 'base64'),
		at,
		ink({ background = [255, 255, 255], within = { x: 0, y: 0, width, height }, threshold = 60 } = {}) {
			let found: Ink | undefined;
			for (let y = within.y; y < within.y + within.height; y++) {
				for (let x = within.x; x < within.x + within.width; x++) {
					const [red, green, blue] = at(x, y);
					const difference =
						Math.abs(red - background[0]) + Math.abs(green - background[1]) + Math.abs(blue - background[2]);
					if (difference < threshold) continue;
					found = {
						left: Math.min(found?.left ?? x, x),
						top: Math.min(found?.top ?? y, y),
						right: Math.max(found?.right ?? x, x),
						bottom: Math.max(found?.bottom ?? y, y),
					};
				}
			}
			return found;
		},
	};
}

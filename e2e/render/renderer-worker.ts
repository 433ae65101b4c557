import type { ImageRequest } from '../../src/protocol/image-request.js';
import type { FontName, RenderAttributes, RenderLimits } from '../../src/render/index.js';
import {
	RenderError,
	readLineGap,
	renderRequest,
	svgSize,
	svgText,
	workerRenderPort,
} from '../../src/render/index.js';

/** What a test asks the worker to draw. */
export interface RenderJob {
	readonly request: ImageRequest;
	readonly attributes: RenderAttributes;
	readonly limits: Partial<RenderLimits>;
	/** stored pictures by specifier, as base64 */
	readonly assets: Readonly<Record<string, { readonly type: string; readonly base64: string }>>;
	/** as base64 */
	readonly fonts: Readonly<Record<string, string>>;
	readonly watermark: ImageRequest | undefined;
}

export type RenderOutcome =
	| {
			readonly blob: Blob;
			readonly type: string;
			readonly size: { readonly width: number; readonly height: number };
			readonly notes: readonly string[];
			readonly milliseconds: number;
	  }
	| { readonly code: string; readonly message: string };

self.addEventListener('message', async ({ data, ports }: MessageEvent<RenderJob | 'ping'>) => {
	ports[0]?.postMessage(data === 'ping' ? 'pong' : await run(data));
});

async function run(job: RenderJob): Promise<RenderOutcome> {
	const { request, attributes, limits, assets, fonts, watermark } = job;
	const stored = async (name: string) => {
		const asset = assets[name];
		if (!asset) throw new Error(`no asset ${name}`);
		const bytes = bytesOf(asset.base64);
		const blob = new Blob([bytes], { type: asset.type });
		return { blob, type: asset.type, size: await naturalSize(blob, bytes) };
	};
	const port = workerRenderPort(({ specifier }) => stored(specifier), {
		loadUrl: stored,
		loadFont: (name) => loadFont(name, fonts),
	});
	const start = performance.now();
	try {
		const picture = await renderRequest(request, attributes, port, limits, watermark);
		return { ...picture, milliseconds: performance.now() - start };
	} catch (error) {
		if (error instanceof RenderError) return { code: error.code, message: error.message };
		return { code: 'unexpected', message: String((error as Error).stack) };
	}
}

let families = 0;

async function loadFont({ name, bold, italic }: FontName, fonts: RenderJob['fonts']) {
	const styled = `${name}${bold ? ' bold' : ''}${italic ? ' italic' : ''}`;
	const file = fonts[styled] ?? fonts[name];
	if (file === undefined) return undefined;
	const exact = fonts[styled] !== undefined;
	const descriptors = {
		weight: exact && bold ? 'bold' : 'normal',
		style: exact && italic ? 'italic' : 'normal',
	};
	const bytes = bytesOf(file);
	const face = await new FontFace(`test-${++families}`, bytes, descriptors).load();
	(globalThis as unknown as { readonly fonts: FontFaceSet }).fonts.add(face);
	return { family: face.family, exact, lineGap: await readLineGap(bytes.buffer) };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

async function naturalSize(blob: Blob, bytes: Uint8Array) {
	if (blob.type === 'image/svg+xml') return svgSize(svgText(bytes));
	try {
		const { width, height } = await createImageBitmap(blob);
		return { width, height };
	} catch {
		return { width: 100, height: 100 };
	}
}

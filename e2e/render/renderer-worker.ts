import type { ImageRequest } from '../../src/protocol/image-request.js';
import type { RenderAttributes, RenderLimits } from '../../src/render/index.js';
import { RenderError, renderRequest, svgSize, svgText, workerRenderPort } from '../../src/render/index.js';

/** What a test asks the worker to draw. */
export interface RenderJob {
	readonly request: ImageRequest;
	readonly attributes: RenderAttributes;
	readonly limits: Partial<RenderLimits>;
	/** stored pictures by specifier, as base64 */
	readonly assets: Readonly<Record<string, { readonly type: string; readonly base64: string }>>;
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

self.addEventListener('message', async ({ data, ports }: MessageEvent<RenderJob>) => {
	ports[0]?.postMessage(await run(data));
});

async function run({ request, attributes, limits, assets }: RenderJob): Promise<RenderOutcome> {
	const port = workerRenderPort(async (object) => {
		const stored = assets[object.specifier];
		if (!stored) throw new Error(`no asset ${object.specifier}`);
		const bytes = Uint8Array.from(atob(stored.base64), (character) => character.charCodeAt(0));
		const blob = new Blob([bytes], { type: stored.type });
		return { blob, type: stored.type, size: await naturalSize(blob, bytes) };
	});
	const start = performance.now();
	try {
		const picture = await renderRequest(request, attributes, port, limits);
		return { ...picture, milliseconds: performance.now() - start };
	} catch (error) {
		if (error instanceof RenderError) return { code: error.code, message: error.message };
		return { code: 'unexpected', message: String((error as Error).stack) };
	}
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

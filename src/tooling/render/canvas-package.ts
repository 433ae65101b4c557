import { createRequire } from 'node:module';

/** What is used of the package `@napi-rs/canvas`, whose canvases draw with the same library as Chromium's. */
export interface CanvasPackage {
	createCanvas(width: number, height: number): NodeCanvas;
	loadImage(bytes: Uint8Array): Promise<NodeImage>;
	/** `system`: as Chrome draws text on this system, to the pixel; for the whole process */
	setTextRenderer(renderer: 'system'): void;
	readonly GlobalFonts: {
		/** @returns null if the bytes are no font */
		register(bytes: Uint8Array, family: string): object | null;
	};
}

export interface NodeCanvas {
	width: number;
	height: number;
	getContext(type: '2d'): { imageSmoothingQuality: string; drawImage(...args: readonly unknown[]): void };
	/** @param quality of JPEG and WebP: 0 to 100 */
	encode(format: 'png'): Promise<Uint8Array<ArrayBuffer>>;
	encode(format: 'jpeg' | 'webp', quality: number): Promise<Uint8Array<ArrayBuffer>>;
}

export interface NodeImage {
	readonly width: number;
	readonly height: number;
}

const NAME = '@napi-rs/canvas';

let loaded: CanvasPackage | undefined;

/**
 * Loads the package, which only those install who draw in Node, and lets it draw text as a browser does.
 *
 * @throws Error that says what to install if it is not there
 */
export function canvasPackage(): CanvasPackage {
	loaded ??= load();
	return loaded;
}

function load(): CanvasPackage {
	try {
		const canvases: CanvasPackage = createRequire(import.meta.url)(NAME);
		canvases.setTextRenderer('system');
		return canvases;
	} catch (cause) {
		const isMissing = (cause as { readonly code?: string }).code === 'MODULE_NOT_FOUND';
		throw new Error(
			`Drawing in Node needs the package ${NAME}${isMissing ? '' : ', which could not be loaded'}: run \`npm install --save-dev ${NAME}\`.`,
			isMissing ? undefined : { cause },
		);
	}
}

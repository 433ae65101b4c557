import type { ImageRequest } from '../protocol/image-request.js';
import { DEFAULT_LIMITS } from '../protocol/limits.js';
import type { Rectangle, Size } from '../protocol/values.js';
import type { RenderAttributes, RenderPort } from './port.js';
import { RenderError } from './render-error.js';

/** Bounds on what one rendering may cost. */
export interface RenderLimits {
	/** layers of one request, and likewise effects of one layer */
	readonly layers: number;
	/** depth of requests within requests */
	readonly nesting: number;
	/** pixels of the reply, of a nested reply, and of a decoded source */
	readonly renderPixels: number;
}

export const DEFAULT_RENDER_LIMITS: RenderLimits = {
	layers: DEFAULT_LIMITS.layers,
	nesting: DEFAULT_LIMITS.nesting,
	renderPixels: 16_000_000,
};

/** How often every pixel of the largest picture allowed may be touched. */
const WORK_PER_PIXEL = 16;

/** The allowance of one rendering, nested requests included. */
export function workBudget({ renderPixels }: RenderLimits): (pixels: number) => void {
	let left = renderPixels * WORK_PER_PIXEL;
	return (pixels) => {
		left -= pixels;
		if (!(left >= 0)) throw new RenderError('too-much-work');
	};
}

/** What all parts of one rendering share. */
export interface RenderContext {
	readonly port: RenderPort;
	readonly attributes: RenderAttributes;
	readonly limits: RenderLimits;
	/** laid over the composite; undefined: none */
	readonly watermark?: ImageRequest | undefined;
	/** of `req=tmb`: what layers without a size are brought into */
	readonly thumbnailCanvas?: Size | undefined;
	/** 0: the request itself; 1: a request that is a layer's source; ... */
	readonly depth: number;
	/**
	 * Announces work before it is done, so that a hostile request ends at once.
	 * @param pixels that will be touched, with repetition
	 * @throws RenderError `too-much-work`
	 */
	spend(pixels: number): void;
	/** Prepares a request that is a layer's source. */
	prepare(request: ImageRequest, context: RenderContext): Promise<PreparedRequest>;
	/** Records something that could not be done as documented, one sentence; the same one only once. */
	note(sentence: string): void;
}

/** A request whose sizes are known, but of which nothing has been drawn yet. */
export interface PreparedRequest {
	/** of the reply */
	readonly size: Size;
	/**
	 * Draws all layers; what they leave free stays transparent.
	 * @param size draws at another size than the reply's
	 * @param part whole pixels of the reply at that size: draws no more than them
	 * @throws RenderError
	 */
	draw(size?: Size, part?: Rectangle): Promise<OffscreenCanvas>;
}

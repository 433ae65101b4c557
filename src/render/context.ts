import type { ImageRequest } from '../protocol/image-request.js';
import type { Size } from '../protocol/values.js';
import type { RenderAttributes, RenderPort } from './port.js';

/** Bounds on what one rendering may cost. */
export interface RenderLimits {
	/** layers of one request, and likewise effects of one layer */
	readonly layers: number;
	/** depth of requests within requests */
	readonly nesting: number;
	/** pixels of the reply, of a nested reply, and of a decoded source */
	readonly renderPixels: number;
}

export const DEFAULT_RENDER_LIMITS: RenderLimits = { layers: 64, nesting: 8, renderPixels: 16_000_000 };

/** What all parts of one rendering share. */
export interface RenderContext {
	readonly port: RenderPort;
	readonly attributes: RenderAttributes;
	readonly limits: RenderLimits;
	/** 0: the request itself; 1: a request that is a layer's source; ... */
	readonly depth: number;
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
	 * @throws RenderError
	 */
	draw(size?: Size): Promise<OffscreenCanvas>;
}

/** The public entry `image-understudy/render`: the worker's renderer, in Node. */

export type { RenderLimits } from '../../render/context.js';
export { DEFAULT_RENDER_LIMITS } from '../../render/context.js';
export type {
	FontName,
	ImageAsset,
	LoadedFont,
	Picture,
	RenderAttributes,
	RenderPort,
} from '../../render/port.js';
export { renderRequest } from '../../render/render.js';
export type { RenderErrorCode } from '../../render/render-error.js';
export { RenderError } from '../../render/render-error.js';
export { readLineGap } from '../../render/text/line-gap.js';
export { nodeRenderPort } from './node-port.js';
export { renderTemplate, type TemplateOptions, type TemplatePicture } from './template.js';

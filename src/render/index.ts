export type { RenderLimits } from './context.js';
export { DEFAULT_RENDER_LIMITS } from './context.js';
export type { FontName, ImageAsset, LoadedFont, Picture, RenderAttributes, RenderPort } from './port.js';
export { renderRequest } from './render.js';
export type { RenderErrorCode } from './render-error.js';
export { RenderError } from './render-error.js';
export { SVG_TYPE, svgSize, svgText } from './stored/svg.js';
export { readLineGap } from './text/line-gap.js';
export { workerRenderPort } from './worker-port.js';

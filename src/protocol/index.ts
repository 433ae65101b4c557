/** The public entry `image-understudy/protocol`: what a request says, from a URL to typed values and back. */
export type * from './catalogs.js';
export type { CommandName, CommandValues } from './commands.js';
export { type FormatOptions, formatImageRequest } from './format-image-request.js';
export type * from './image-request.js';
export type { Limits } from './limits.js';
export { type ParseOptions, parseImageRequest } from './parse-image-request.js';
export type * from './problem.js';
export type * from './rewrite-nested.js';
export type * from './text-document.js';
export type * from './values.js';

/**
 * What the worker needs for drawing. It is imported when there is something to draw, with `import()`, so that
 * the drop-in worker has it in a script of its own.
 */
export { formatRow } from '../render/formats.js';
export { renderRequest } from '../render/render.js';
export { requestView } from '../render/request-view.js';
export { workerRenderPort } from '../render/worker-port.js';

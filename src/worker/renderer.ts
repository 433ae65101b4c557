/**
 * What the worker needs for drawing. It is imported when there is something to draw, with `import()`, so that
 * the drop-in worker has it in a script of its own.
 */
export { formatRow } from '../render/encode/formats.js';
export { renderRequest } from '../render/render.js';
export { requestView } from '../render/view/request-view.js';
export { workerRenderPort } from '../render/worker-port.js';

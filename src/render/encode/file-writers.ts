/**
 * What writes the bytes of picture files itself, because no browser does. Few pictures need it, so the worker has it
 * in a script of its own: it is imported by `load-file-writers.ts` alone, when it is needed.
 */
export { encodePalette } from './palette/encode-palette.js';
export { withPrintResolution } from './write-print-resolution.js';

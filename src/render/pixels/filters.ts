/**
 * What is computed pixel by pixel, because no canvas does it. Most pictures need none of it, so the drop-in
 * worker has it in a script of its own: it is imported by `load-filters.ts` alone, when it is needed.
 */
export { dissolve } from './dissolve.js';
export { effectPlane, paintPlane } from './effect-plane.js';
export { growAlpha } from './grow.js';
export { applyOperations, toneBeforeColorize } from './operations.js';
export { project } from './project.js';
export { spreadColors } from './spread-colors.js';

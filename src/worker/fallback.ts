/** The parts of the fallback module, gathered: see `fallback-module.ts` for what each does. */
export { answerFailure } from './answer/answer-failure.js';
export { brokenServers } from './answer/circuit-breakers.js';
export { keepLastGood } from './answer/last-good.js';
export { probe } from './answer/probe.js';
export { attemptGuarded } from './answer/second-chances.js';
export { loadInstaller, loadParts } from './load-parts.js';
export { forgetEverything } from './storage/forget.js';

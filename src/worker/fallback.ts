/** The parts of the fallback module, gathered: see `fallback-module.ts` for what each does. */
export { answerFailure } from './answer-failure.js';
export { brokenServers } from './circuit-breakers.js';
export { forgetEverything } from './forget.js';
export { failureOf } from './inspect-response.js';
export { keepLastGood } from './last-good.js';
export { loadInstaller, loadParts } from './load-parts.js';
export { attemptGuarded, isMirrored } from './second-chances.js';

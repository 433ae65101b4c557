import * as fallback from './fallback.js';
import type { FallbackModule } from './fallback-module.js';

declare const self: ServiceWorkerGlobalScope & { imageUnderstudyFallback?: FallbackModule };

/** The second script of the drop-in worker. */
self.imageUnderstudyFallback = fallback;

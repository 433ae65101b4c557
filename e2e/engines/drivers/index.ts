import { startChromium } from './chromium.js';
import type { StartDriver } from './driver.js';
import { startFirefox } from './firefox.js';
import { startWebKit } from './webkit.js';

export const drivers = {
	chromium: startChromium,
	firefox: startFirefox,
	webkit: startWebKit,
} as const satisfies Readonly<Record<string, StartDriver>>;

export type Engine = keyof typeof drivers;

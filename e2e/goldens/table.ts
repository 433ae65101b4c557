import type { Row } from './row.js';
import { EFFECT_ROWS } from './rows/effects.js';
import { LAYER_ROWS } from './rows/layers.js';
import { REQUEST_ROWS } from './rows/requests.js';
import { TEXT_ROWS } from './rows/text.js';
import { VIEW_ROWS } from './rows/view.js';

/** Adding a golden is adding a row, then `npm run goldens`. */
export const GOLDENS: readonly Row[] = [
	...VIEW_ROWS,
	...LAYER_ROWS,
	...EFFECT_ROWS,
	...TEXT_ROWS,
	...REQUEST_ROWS,
];

import type { Color } from '../values.js';
import type { Shortfall } from './command-record.js';

/** Of commands that take any colour. */
export const NAIVE_COLORS: readonly Shortfall<Color>[] = [
	{
		instead: 'CMYK and source colours become sRGB by the plain formula',
		when: ({ type, sourceSpace }) => type === 'cmyk' || sourceSpace,
	},
];

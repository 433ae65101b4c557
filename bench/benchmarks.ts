import { catalogs } from './benchmarks/catalogs.js';
import { coldStart } from './benchmarks/cold-start.js';
import { defaultImage } from './benchmarks/default-image.js';
import { errorImage } from './benchmarks/error-image.js';
import { parser } from './benchmarks/parser.js';
import { sizes } from './benchmarks/sizes.js';
import { storm } from './benchmarks/storm.js';
import { successPath } from './benchmarks/success-path.js';
import type { Benchmark } from './harness/benchmark.js';

/** In the order of the summary. */
export const benchmarks: readonly Benchmark[] = [
	successPath,
	coldStart,
	defaultImage,
	errorImage,
	storm,
	catalogs,
	sizes,
	parser,
];

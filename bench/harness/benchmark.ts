import type { Browser } from '@playwright/test';

/** A comparison: one file of bench/benchmarks each. */
export interface Benchmark {
	/** its argument of `npm run bench`, and the name of its files in bench/results */
	readonly name: string;
	readonly title: string;
	/** Markdown: what is done, and what the figures hold */
	readonly about: string;
	readonly rounds: { readonly full: number; readonly quick: number };
	/** Prepares everything that is not to be measured. */
	open(environment: Environment): Promise<OpenBenchmark>;
}

export interface Environment {
	readonly isQuick: boolean;
	/** the one browser of the run */
	browser(): Promise<Browser>;
}

export interface OpenBenchmark {
	readonly series: readonly Series[];
	close(): Promise<void>;
}

/** Measurements that are compared with each other. */
export interface Series {
	readonly name: string;
	/** of all values, e.g. `ms per image` */
	readonly unit: string;
	/** name -> one measurement, in the order of the table */
	readonly contenders: Readonly<Record<string, Measure>>;
	/** contenders that all others are compared with */
	readonly baselines: readonly string[];
	readonly goals?: readonly Goal[];
}

export type Measure = () => Promise<number>;

/** What a contender's values may be at most, as a multiple of another's. */
export interface Goal {
	readonly contender: string;
	readonly over: string;
	readonly atMost: number;
}

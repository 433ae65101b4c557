/** Where the middle half of the samples lies. */
export interface Spread {
	readonly p25: number;
	readonly median: number;
	readonly p75: number;
}

/** @param samples at least one */
export function spread(samples: readonly number[]): Spread {
	const sorted = samples.toSorted((a, b) => a - b);
	return { p25: quantile(sorted, 0.25), median: quantile(sorted, 0.5), p75: quantile(sorted, 0.75) };
}

/** Interpolated between neighbours. */
function quantile(sorted: readonly number[], share: number): number {
	const position = (sorted.length - 1) * share;
	const lower = sorted[Math.floor(position)];
	const upper = sorted[Math.ceil(position)];
	if (lower === undefined || upper === undefined) throw new RangeError('there are no samples');
	return lower + (upper - lower) * (position - Math.floor(position));
}

/** Every order is equally likely. */
export function shuffled<T>(items: readonly T[]): readonly T[] {
	return items
		.map((item) => ({ item, key: Math.random() }))
		.sort((a, b) => a.key - b.key)
		.map(({ item }) => item);
}

import type { Series } from './benchmark.js';
import { shuffled } from './statistics.js';

/** One measurement. */
export interface Sample {
	readonly round: number;
	readonly series: string;
	readonly contender: string;
	readonly value: number;
}

/**
 * Measures every contender once a round. Contenders of one series follow each other at once, in an order drawn
 * anew each time, so that a busy moment hits all of them alike and a ratio compares neighbours in time.
 *
 * @param warmUps rounds before, which are not counted
 */
export async function runInterleaved(
	series: readonly Series[],
	rounds: number,
	warmUps: number,
	onRound: (round: number) => void,
): Promise<readonly Sample[]> {
	const samples: Sample[] = [];
	for (let round = -warmUps; round < rounds; round++) {
		for (const { name, contenders } of shuffled(series)) {
			for (const [contender, measure] of shuffled(Object.entries(contenders))) {
				const value = await measure();
				if (round >= 0) samples.push({ round, series: name, contender, value });
			}
		}
		if (round >= 0) onRound(round);
	}
	return samples;
}

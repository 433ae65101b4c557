import { cpus, loadavg } from 'node:os';
import type { Benchmark, Goal, Series } from './benchmark.js';
import type { Sample } from './run-interleaved.js';
import { type Spread, spread } from './statistics.js';

/** What a run leaves in bench/results, as JSON; all else is written from it. */
export interface Result extends Pick<Benchmark, 'name' | 'title' | 'about'> {
	/** ISO 8601 */
	readonly date: string;
	readonly isQuick: boolean;
	readonly rounds: number;
	readonly machine: Readonly<Record<string, string | number>>;
	readonly series: readonly SeriesResult[];
}

export interface SeriesResult extends Pick<Series, 'name' | 'unit' | 'baselines'> {
	readonly rows: readonly Row[];
	readonly goals: readonly GoalResult[];
}

export interface Row {
	readonly contender: string;
	readonly value: Spread;
	/** baseline -> of the values in the same round */
	readonly ratios: Readonly<Record<string, Spread>>;
}

export interface GoalResult extends Goal {
	readonly measured: Spread;
	readonly isMet: boolean;
}

export function seriesResult(series: Series, samples: readonly Sample[]): SeriesResult {
	const { name, unit, baselines, contenders, goals = [] } = series;
	const own = samples.filter((sample) => sample.series === name);
	const of = (contender: string) => own.filter((sample) => sample.contender === contender);
	return {
		...{ name, unit, baselines },
		rows: Object.keys(contenders).map((contender) => ({
			contender,
			value: spread(of(contender).map(({ value }) => value)),
			ratios: Object.fromEntries(
				baselines.map((baseline) => [baseline, spread(ratios(of(contender), of(baseline)))]),
			),
		})),
		goals: goals.map((goal) => {
			const measured = spread(ratios(of(goal.contender), of(goal.over)));
			return { ...goal, measured, isMet: Number(measured.median.toFixed(2)) <= goal.atMost };
		}),
	};
}

/** Round by round: whatever else the machine did slowed both down. */
function ratios(group: readonly Sample[], rivals: readonly Sample[]): readonly number[] {
	const values = new Map(rivals.map(({ round, value }) => [round, value]));
	return group.map(({ round, value }) => value / (values.get(round) ?? Number.NaN));
}

/** @param browser its version; absent: none was needed */
export function describeMachine(browser: string | undefined): Result['machine'] {
	return {
		...(browser && { browser }),
		node: process.version,
		processor: cpus()[0]?.model ?? 'unknown',
		cores: cpus().length,
		'load average at the end': Number(loadavg()[0]?.toFixed(1)),
	};
}

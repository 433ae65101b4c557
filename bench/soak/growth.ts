import { spread } from '../harness/statistics.js';
import type { Reading } from './readings.js';

/** What must not grow, and how much of it there was early and late. */
export interface Growth {
	readonly name: string;
	readonly unit: string;
	/** median of the second quarter of the time: by then everything has been used once */
	readonly early: number;
	/** median of the last quarter */
	readonly late: number;
	readonly isFlat: boolean;
}

/** What counts as no growth: the readings go up and down by as much. */
const FLAT = 1.15;

const QUANTITIES = [
	['heap of the worker', 'MB', 'workerMB'],
	['memory of the browser', 'MB', 'browserMB'],
	['storage of the site', 'MB', 'storageMB'],
	['entries in Cache Storage', '', 'kept'],
] as const;

export function growths(readings: readonly Reading[]): readonly Growth[] {
	const quarter = Math.floor(readings.length / 4);
	if (quarter === 0) return [];
	return QUANTITIES.map(([name, unit, key]) => {
		const values = readings.map((reading) => reading[key]);
		const early = spread(values.slice(quarter, 2 * quarter)).median;
		const late = spread(values.slice(-quarter)).median;
		return { name, unit, early, late, isFlat: late <= FLAT * early };
	});
}

import { figure } from '../harness/report.js';
import type { describeMachine } from '../harness/result.js';
import type { Growth } from './growth.js';
import type { Reading } from './readings.js';

/** What a run leaves in bench/results as soak.json; the page is written from it. */
export interface SoakResult {
	readonly minutes: number;
	readonly tabs: number;
	/** ISO 8601 */
	readonly date: string;
	readonly machine: ReturnType<typeof describeMachine>;
	readonly failures: readonly string[];
	readonly growth: readonly Growth[];
	readonly readings: readonly Reading[];
}

export function soakPage({ minutes, tabs, machine, failures, growth, readings }: SoakResult): string {
	const conditions = Object.entries(machine).map(([key, value]) => `${key} ${value}`);
	const most = Math.max(...readings.map(({ substitutes }) => substitutes));
	const broken = readings.map((reading) => reading.broken);
	return [
		'# A long day in a shop',
		'',
		`${tabs} tabs for ${minutes} minutes: half of them go from page to page, the others stay and exchange images. The image server breaks for every other 20 seconds, each time in another way; the manifest changes every minute. The server is well at the end.`,
		'',
		`Measured on: ${conditions.join(', ')}.`,
		'',
		'![Chart](soak.svg)',
		'',
		`At the end ${failures.length === 0 ? 'no image was broken, and only pictures that do not exist had substitutes' : `this was wrong: ${failures.join('; ')}`}. In ${readings.length} readings there were at most ${most} substitutes at once, and at most ${Math.max(...broken)} broken images (${broken.filter((count) => count > 0).length} readings saw any).`,
		'',
		'| | | second quarter | last quarter | |',
		'|---|---|--:|--:|---|',
		...growth.map(
			({ name, unit, early, late, isFlat }) =>
				`| ${name} | ${unit} | ${figure(early)} | ${figure(late)} | ${isFlat ? 'flat' : 'grown'} |`,
		),
		'',
	].join('\n');
}

import type { Result, Row, SeriesResult } from './result.js';
import type { Spread } from './statistics.js';

/** A benchmark's page in bench/results. */
export function markdownPage(result: Result): string {
	const { title, about, rounds, machine, name, series } = result;
	const conditions = Object.entries(machine).map(([key, value]) => `${key} ${value}`);
	return [
		`# ${title}`,
		'',
		about,
		'',
		rounds > 1
			? `Medians of ${rounds} interleaved rounds; ratios are medians of the ratios within a round, in brackets where their middle half lies.`
			: 'One round.',
		`Measured on: ${conditions.join(', ')}.`,
		'',
		`![Chart](${name}.svg)`,
		'',
		...series.map((one) => seriesTable(one, rounds > 1)),
	].join('\n');
}

function seriesTable({ name, unit, baselines, rows, goals }: SeriesResult, hasSpread: boolean): string {
	const head = ['', unit, ...(hasSpread ? ['p25 to p75'] : []), ...baselines.map((one) => `to ${one}`)];
	return [
		`## ${upperFirst(name)}`,
		'',
		`| ${head.join(' | ')} |`,
		`|---|${'--:|'.repeat(head.length - 1)}`,
		...rows.map((row) => tableLine(row, baselines, hasSpread)),
		'',
		...goals.map(
			({ contender, over, atMost, measured, isMet }) =>
				`Goal: ${contender} at most ${atMost} of ${over}; measured ${measured.median.toFixed(2)}: ${isMet ? 'met' : 'missed'}.\n`,
		),
	].join('\n');
}

function tableLine(
	{ contender, value, ratios }: Row,
	baselines: readonly string[],
	hasSpread: boolean,
): string {
	const cells = [
		contender,
		figure(value.median),
		...(hasSpread ? [`${figure(value.p25)} to ${figure(value.p75)}`] : []),
		...baselines.map((baseline) => {
			const ratio = ratios[baseline];
			if (ratio === undefined || baseline === contender) return '1';
			return hasSpread ? ratioText(ratio) : ratio.median.toFixed(2);
		}),
	];
	return `| ${cells.join(' | ')} |`;
}

export function ratioText({ median, p25, p75 }: Spread): string {
	return `${median.toFixed(2)} (${p25.toFixed(2)} to ${p75.toFixed(2)})`;
}

/** Three digits that matter, thousands with a comma. */
export function figure(value: number): string {
	if (value === 0) return '0';
	const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
	return value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: 0 });
}

export function upperFirst(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

import type { ContenderName } from './contenders.js';
import { type Spread, spread } from './statistics.js';
import type { Load } from './visitor.js';

/** One measurement. */
export interface Cell extends Series {
	readonly round: number;
	readonly contender: ContenderName;
	/** per image */
	readonly milliseconds: number;
}

export interface Series {
	readonly load: Load['name'];
	readonly server: 'same-origin' | 'cross-origin';
}

export interface Row extends Series {
	readonly contender: ContenderName;
	/** milliseconds per image */
	readonly time: Spread;
	/** of the times in the same round */
	readonly toNoWorker: Spread;
	readonly toWorkbox: Spread;
}

export interface Conditions {
	readonly rounds: number;
	readonly loads: readonly Load[];
	readonly machine: Readonly<Record<string, string | number>>;
}

export function summarize(cells: readonly Cell[]): readonly Row[] {
	const groups = new Map<string, Cell[]>();
	for (const cell of cells) {
		const key = `${cell.load}/${cell.server}/${cell.contender}`;
		groups.set(key, [...(groups.get(key) ?? []), cell]);
	}
	return [...groups.keys()].sort().flatMap((key) => {
		const group = groups.get(key);
		const [first] = group ?? [];
		if (!group || !first) return [];
		const { load, server, contender } = first;
		const rival = (name: ContenderName) => groups.get(`${load}/${server}/${name}`) ?? [];
		return {
			load,
			server,
			contender,
			time: spread(group.map(({ milliseconds }) => milliseconds)),
			toNoWorker: spread(ratios(group, rival('no worker'))),
			toWorkbox: spread(ratios(group, rival('Workbox NetworkOnly'))),
		};
	});
}

/** Round by round: whatever else the machine did slowed both down. */
function ratios(group: readonly Cell[], rivals: readonly Cell[]): readonly number[] {
	const rivalTimes = new Map(rivals.map(({ round, milliseconds }) => [round, milliseconds]));
	return group.flatMap(({ round, milliseconds }) => {
		const rivalTime = rivalTimes.get(round);
		return rivalTime === undefined ? [] : milliseconds / rivalTime;
	});
}

const order: readonly ContenderName[] = [
	'no worker',
	'pass-through worker',
	'Workbox NetworkOnly',
	'image-understudy',
];

export function markdownTables(rows: readonly Row[], { rounds, loads, machine }: Conditions): string {
	const tables = loads.flatMap((load) =>
		(['same-origin', 'cross-origin'] as const).map((server) => {
			const own = rows.filter((row) => row.load === load.name && row.server === server);
			const lines = order.flatMap((name) => own.filter(({ contender }) => contender === name).map(tableLine));
			return [
				`### ${load.images} images, ${load.name}, ${server}`,
				'',
				'| | ms per image | p25 to p75 | to no worker | to Workbox |',
				'|---|--:|--:|--:|--:|',
				...lines,
				'',
			].join('\n');
		}),
	);
	const conditions = Object.entries(machine).map(([name, value]) => `${name} ${value}`);
	return [
		'# What the worker costs while nothing fails',
		'',
		`Medians of ${rounds} interleaved rounds; ratios are medians of the ratios within a round.`,
		`Measured on: ${conditions.join(', ')}.`,
		'',
		...tables,
	].join('\n');
}

function tableLine({ contender, time, toNoWorker, toWorkbox }: Row): string {
	const cells = [
		contender,
		time.median.toFixed(2),
		`${time.p25.toFixed(2)} to ${time.p75.toFixed(2)}`,
		toNoWorker.median.toFixed(2),
		toWorkbox.median.toFixed(2),
	];
	return `| ${cells.join(' | ')} |`;
}

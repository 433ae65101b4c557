import { figure, upperFirst } from '../harness/report.js';
import { escapeXml, STYLE } from '../harness/svg.js';
import type { Reading } from './readings.js';

const WIDTH = 760;
const LEFT = 60;
const RIGHT = WIDTH - 70;
const HEIGHT = 70;
const HEADING = 30;

const CURVES = [
	['substitutes shown, of all tabs', 'substitutes'],
	['broken images, of all tabs', 'broken'],
	['heap of the worker, MB', 'workerMB'],
	['memory of the browser, MB', 'browserMB'],
	['storage of the site, MB', 'storageMB'],
	['entries in Cache Storage', 'kept'],
] as const;

/** One curve above the other over the same minutes; each begins at nought. */
export function soakChart(readings: readonly Reading[]): string {
	const last = readings.at(-1)?.minutes ?? 1;
	const x = (minutes: number) => LEFT + ((RIGHT - LEFT) * minutes) / last;
	const height = CURVES.length * (HEIGHT + HEADING) + 34;
	const curves = CURVES.map(([name, key], index) => {
		const bottom = (index + 1) * (HEIGHT + HEADING);
		const values = readings.map((reading) => reading[key]);
		const most = Math.max(...values, 1);
		const y = (value: number) => bottom - (HEIGHT * value) / most;
		const points = readings.map(
			({ minutes, [key]: value }) => `${x(minutes).toFixed(1)},${y(value).toFixed(1)}`,
		);
		return [
			`<text class="heading" x="${LEFT}" y="${bottom - HEIGHT - 8}">${escapeXml(upperFirst(name))}</text>`,
			`<path class="axis" d="M${LEFT} ${bottom - HEIGHT}V${bottom}H${RIGHT}"/>`,
			`<text x="${LEFT - 6}" y="${bottom - HEIGHT + 10}" text-anchor="end">${figure(most)}</text>`,
			`<text x="${LEFT - 6}" y="${bottom}" text-anchor="end">0</text>`,
			`<polyline class="curve" points="${points.join(' ')}"/>`,
			`<text x="${RIGHT + 6}" y="${(y(values.at(-1) ?? 0) + 4).toFixed(1)}">${figure(values.at(-1) ?? 0)}</text>`,
		].join('\n');
	});
	const minutes = Array.from({ length: 7 }, (_, index) => (last * index) / 6);
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
		'<title>A long day in a shop</title>',
		STYLE,
		...curves,
		...minutes.map(
			(minute) =>
				`<text x="${x(minute).toFixed(1)}" y="${height - 14}" text-anchor="middle">${figure(minute)} min</text>`,
		),
		'</svg>\n',
	].join('\n');
}

import { figure, upperFirst } from './report.js';
import type { Result, Row, SeriesResult } from './result.js';
import { escapeXml, STYLE } from './svg.js';

const WIDTH = 760;
/** Where bars begin, and where the longest ends, in pixels. */
const LEFT = 230;
const RIGHT = WIDTH - 90;
const BAR = 22;
const HEADING = 40;

/** Bars for medians with whiskers from p25 to p75; each series has a scale of its own. */
export function svgChart({ title, series }: Result): string {
	let y = 16;
	const parts: string[] = [];
	for (const one of series) {
		parts.push(group(one, y));
		y += HEADING + one.rows.length * BAR;
	}
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y + 8}" width="${WIDTH}" height="${y + 8}" role="img">`,
		`<title>${escapeXml(title)}</title>`,
		STYLE,
		...parts,
		'</svg>\n',
	].join('\n');
}

function group({ name, unit, rows }: SeriesResult, top: number): string {
	const longest = Math.max(...rows.map(({ value }) => value.p75));
	const x = (value: number) => LEFT + ((RIGHT - LEFT) * value) / longest;
	return [
		`<text class="heading" x="8" y="${top + 14}">${escapeXml(upperFirst(name))}, ${escapeXml(unit)}</text>`,
		...rows.map((row, index) => bar(row, top + 24 + index * BAR, x)),
	].join('\n');
}

function bar({ contender, value }: Row, top: number, x: (value: number) => number): string {
	const middle = top + BAR / 2;
	const kind = contender === 'image-understudy' ? 'bar own' : 'bar';
	const parts = [
		`<text x="${LEFT - 8}" y="${middle + 4}" text-anchor="end">${escapeXml(contender)}</text>`,
		`<rect class="${kind}" x="${LEFT}" y="${top + 3}" width="${(x(value.median) - LEFT).toFixed(1)}" height="${BAR - 6}"/>`,
		`<text x="${(x(value.p75) + 6).toFixed(1)}" y="${middle + 4}">${figure(value.median)}</text>`,
	];
	if (value.p25 < value.p75) {
		parts.push(
			`<path class="whisker" d="M${x(value.p25).toFixed(1)} ${middle}H${x(value.p75).toFixed(1)}"/>`,
		);
	}
	return parts.join('');
}

import { ratioText, upperFirst } from './report.js';
import type { Result } from './result.js';

const BEGIN = '<!-- written by npm run bench -->';
const END = '<!-- end -->';

/**
 * Puts the table of all goals in the place that a page keeps for it.
 *
 * @throws if the page keeps none
 */
export function withSummary(page: string, results: readonly Result[]): string {
	const [before, rest] = page.split(`${BEGIN}\n`);
	const after = rest?.split(END)[1];
	if (before === undefined || after === undefined) throw new Error(`the page has no ${BEGIN} ... ${END}`);
	return `${before}${BEGIN}\n${summary(results)}${END}${after}`;
}

function summary(results: readonly Result[]): string {
	const lines = results.flatMap(({ name, title, isQuick, series }) =>
		series.flatMap((one) =>
			one.goals.map(({ contender, over, atMost, measured, isMet }) => {
				const page = `[${title}](../bench/results/${name}.md)`;
				const what = contender === 'image-understudy' ? `to ${over}` : `${contender} to ${over}`;
				const verdict = `${isMet ? 'met' : 'missed'}${isQuick ? ', short run' : ''}`;
				return `| ${page} | ${upperFirst(one.name)}, ${what} | ${ratioText(measured)} | ${atMost} | ${verdict} |`;
			}),
		),
	);
	return [
		'| Benchmark | | Ratio (middle half) | Goal, at most | |',
		'|---|---|--:|--:|---|',
		...lines,
		'',
	].join('\n');
}

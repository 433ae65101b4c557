/**
 * What the documented error image of 300 x 300 pixels costs over canvas code written by hand that draws and
 * encodes the same picture, both in one worker, in turn.
 *
 *     node --import tsx bench/renderer/error-image.ts [-- --quick]
 *
 * Writes bench/results/error-image-renderer.md.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { spread } from '../harness/statistics.js';
import { openRenderer } from './open-renderer.js';

const isQuick = process.argv.includes('--quick');
const rounds = isQuick ? 10 : 60;
/** Pictures of each contender in a round. */
const PICTURES = 10;
/** `Modifier` of the example in `r-errorimage.md`. */
const REQUEST = '?size=300,300&bgc=ffffff&text=$error.message$';
const MESSAGE = 'Unable to find /is/image/Acme/shoe-1234. The image does not exist or cannot be read.';

const renderer = await openRenderer();
const samples: { renderer: number; byHand: number }[] = [];
try {
	// the first rounds warm both up and are not counted
	for (let round = -5; round < rounds; round++) {
		const { times } = await renderer.ask({
			type: 'compare',
			request: REQUEST,
			text: MESSAGE,
			times: PICTURES,
		});
		if (times && round >= 0) samples.push(times);
	}
} finally {
	await renderer.browser.close();
}

const ours = spread(samples.map((times) => times.renderer));
const byHand = spread(samples.map((times) => times.byHand));
const ratio = spread(samples.map((times) => times.renderer / times.byHand));
const row = (name: string, { median, p25, p75 }: typeof ours) =>
	`| ${name} | ${median.toFixed(2)} | ${p25.toFixed(2)} to ${p75.toFixed(2)} |`;
const machine = { node: process.version, processor: cpus()[0]?.model ?? 'unknown', cores: cpus().length };
const text = [
	'# What an error image costs',
	'',
	`300 x 300 pixels, drawn and encoded as JPEG; medians of ${rounds} rounds of ${PICTURES} pictures each.`,
	`Measured on: ${Object.values(machine).join(', ')} cores.`,
	'',
	'| | ms per picture | p25 to p75 |',
	'|---|--:|--:|',
	row('by hand', byHand),
	row('the renderer', ours),
	row('ratio within a round', ratio),
	'',
].join('\n');
console.log(text);
if (!isQuick) {
	const results = new URL('../results/', import.meta.url);
	await mkdir(results, { recursive: true });
	await writeFile(new URL('error-image-renderer.md', results), text);
}

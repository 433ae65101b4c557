/**
 * What rendering leaves in memory, and how much it takes at its peak: the resident memory of the browser's
 * process, as the operating system counts it, with a worker that renders and keeps nothing.
 *
 *     node --import tsx bench/memory.ts [-- --quick]
 *
 * Linux only: growth and peak are read from /proc. Writes bench/results/memory.md.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { openRenderer } from './renderer/open-renderer.js';

const isQuick = process.argv.includes('--quick');
/** Pictures between two readings, and how many readings. */
const STRETCH = isQuick ? 50 : 200;
const STRETCHES = 6;

/** A picture with a bit of everything. */
const SMALL = [
	'Acme/photo-400?fmt=jpeg&wid=300&hei=300',
	'layer=1&src=Acme/photo-400&size=80,80&rotate=20&opac=80&effect=-1&op_blur=5&pos=4,4',
	'layer=2&text=Hello%20world&opac=50',
	'layer=3&src=Acme/photo-400&perspective=10,10,90,20,80,90,15,70',
].join('&');

const twelve = (commands: (layer: number) => string) =>
	[
		'?fmt=jpeg&size=2000,2000&color=ffffff',
		...Array.from({ length: 11 }, (_, at) => `layer=${at + 1}&pos=${at},${at}&${commands(at + 1)}`),
	].join('&');

const LARGE: readonly (readonly [string, string])[] = [
	['photographs, plain', twelve(() => 'src=Acme/photo-2000&size=2000,2000')],
	[
		'photographs, translucent and blended',
		twelve((at) => `src=Acme/photo-2000&size=2000,2000&opac=${50 + at}&blendMode=mult`),
	],
	[
		'photographs, one of them with a shadow',
		twelve((at) => `src=Acme/photo-2000&size=1500,1500${at === 5 ? '&effect=-1&op_blur=20&pos=9,9' : ''}`),
	],
	[
		'photographs, one of them sharpened',
		twelve((at) => `src=Acme/photo-2000&size=2000,2000${at === 5 ? '&op_usm=1,2,3,0' : ''}`),
	],
];

const renderer = await openRenderer();
const lines: string[] = [];
const say = (line: string) => {
	console.log(line);
	lines.push(line);
};

try {
	await renderer.ask({ type: 'render', request: SMALL, times: STRETCH });
	const pid = await renderer.processId();

	say('# What rendering takes of memory\n');
	say('Resident memory of the process with the worker, after garbage was collected, MB.\n');
	say(`| pictures (300 x 300, four layers) | resident |\n|--:|--:|`);
	for (let stretch = 1; stretch <= STRETCHES; stretch++) {
		if (stretch > 1) await renderer.ask({ type: 'render', request: SMALL, times: STRETCH });
		say(`| ${stretch * STRETCH} | ${(await settled(pid)).toFixed(0)} |`);
	}

	say('\n| composite of 12 layers, 2000 x 2000 | before | peak | peak above before |\n|---|--:|--:|--:|');
	for (const [name, request] of LARGE) {
		// the sources are made before, and are no part of it
		await renderer.ask({ type: 'render', request: 'Acme/photo-2000?wid=9', times: 1 });
		for (let time = 0; time < 3; time++) {
			const before = await settled(pid);
			await forgetPeak(pid);
			await renderer.ask({ type: 'render', request, times: 1 });
			const peak = await megabytes(pid, 'VmHWM');
			say(`| ${name} | ${before.toFixed(0)} | ${peak.toFixed(0)} | ${(peak - before).toFixed(0)} |`);
		}
	}
} finally {
	await renderer.browser.close();
}

if (!isQuick) {
	const results = new URL('results/', import.meta.url);
	await mkdir(results, { recursive: true });
	await writeFile(new URL('memory.md', results), `${lines.join('\n')}\n`);
}

/** Resident memory once nothing is left to collect. */
async function settled(pid: number): Promise<number> {
	for (let time = 0; time < 3; time++) await renderer.ask({ type: 'collect' });
	return megabytes(pid, 'VmRSS');
}

async function megabytes(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
}

/** The peak from now on (proc(5), clear_refs). */
function forgetPeak(pid: number): Promise<void> {
	return writeFile(`/proc/${pid}/clear_refs`, '5');
}

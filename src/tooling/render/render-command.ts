import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ManifestError } from '../../catalog/manifest/manifest-error.js';
import type { Command, Terminal } from '../command.js';
import { describeFinding, findInManifestFile } from '../manifest-findings.js';
import { findManifest } from '../manifest-location.js';
import { MANIFEST_FILE } from '../worker-files.js';
import { describeFault, describeProblem, unfilledVariables } from './describe.js';
import { FILE_EXTENSIONS, formatOfFile } from './output-format.js';
import { fullUrl, readTemplate } from './template.js';
import { untilInterrupted } from './until-interrupted.js';
import { FileWatch } from './watch-files.js';

/** Shows the person who designs a template what the worker would draw. */
export const render: Command = {
	name: 'render',
	argument: 'TEMPLATE',
	summary: "makes a picture of a template such as 'Acme/onError?$error.message=Hello'",
	settings: {
		manifest: { argument: 'FILE', summary: `default ${MANIFEST_FILE}, here or in public/` },
		out: {
			argument: 'FILE',
			summary: 'where the picture goes; its suffix is the format unless fmt= is given',
			isRequired: true,
		},
	},
	switches: { watch: 'again at each change of the manifest or of a file that is used, until Ctrl-C' },
	async run(template, terminal, switches, { settings }) {
		const out = settings.out?.at(-1) ?? '';
		const manifest =
			settings.manifest?.at(-1) ?? findManifest({ root: '.', publicDir: 'public' }, MANIFEST_FILE).path;
		const job = { template, manifest, out };
		return switches.has('watch') ? watch(job, terminal) : (await draw(job, terminal)) ? 0 : 1;
	},
};

interface Job {
	readonly template: string;
	readonly manifest: string;
	readonly out: string;
}

/** @returns whether there is a picture; if not, what was wrong has been said */
async function draw(
	job: Job,
	terminal: Terminal,
	onFile: (path: string) => void = () => {},
): Promise<boolean> {
	try {
		onFile(job.manifest);
		return await drawOnce(job, terminal, onFile);
	} catch (error) {
		if (error instanceof ManifestError) {
			const findings = await findInManifestFile(job.manifest);
			const errors = findings.filter(({ severity }) => severity === 'error');
			for (const finding of errors) terminal.error(describeFinding(job.manifest, finding));
		} else {
			terminal.error(`error: ${describeFault(error)}`);
		}
		return false;
	}
}

async function drawOnce(
	{ template, manifest, out }: Job,
	{ error, out: say }: Terminal,
	onFile: (path: string) => void,
): Promise<boolean> {
	const format = formatOfFile(out);
	const { request, render: make } = await readTemplate(template, {
		manifest: await readFile(manifest, 'utf8'),
		manifestUrl: pathToFileURL(resolve(manifest)),
		onFile,
		...(format && { format }),
	});
	const offset = fullUrl(template).length - template.length;
	for (const problem of request.problems) error(describeProblem(problem, offset));
	for (const { name, isText } of unfilledVariables(request)) {
		const effect = isText ? 'has no value, and shows as it is' : 'has no value';
		error(`template: note: ${name} ${effect}: ${howToFill(name, template)}`);
	}
	if (request.problems.some(({ severity }) => severity === 'error')) return false;
	if (request.commands.fmt === undefined) {
		throw new Error(`the format of ${out} is unknown: give fmt=, or one of ${FILE_EXTENSIONS.join(' ')}.`);
	}
	const { blob, size, type, notes } = await make();
	const told = new Set(request.problems.map(({ message }) => message));
	for (const note of notes) if (!told.has(note)) error(`template: note: ${note}`);
	await writeFile(out, new Uint8Array(await blob.arrayBuffer()));
	say(`wrote ${out}: ${size.width} x ${size.height}, ${type}, ${blob.size} bytes`);
	return true;
}

/** How a variable is given a value; shells fill in what has a dollar sign, unless it is quoted. */
function howToFill(name: string, template: string): string {
	const join = template.includes('?') ? '&' : '?';
	return `add ${join}${name.slice(0, -1)}=... to the template, in single quotes.`;
}

/** Draws now and at each change, one drawing after the other. */
async function watch(job: Job, terminal: Terminal): Promise<number> {
	let drawing = Promise.resolve(false);
	const files = new FileWatch(() => {
		drawing = drawing.then(drawNow);
	});
	const drawNow = () => draw(job, terminal, (path) => files.add(path));
	drawing = drawNow();
	await drawing;
	terminal.out('watching; Ctrl-C ends it');
	await untilInterrupted();
	files.close();
	await drawing;
	return 0;
}

import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Manifest, parseManifest } from '../../catalog/manifest/manifest.js';
import { serverOf } from '../../catalog/manifest/server-of.js';
import type { Command, Rest, Terminal } from '../command.js';
import { count } from '../count.js';
import { describeFinding, findInManifest } from '../manifest-findings.js';
import { manifestPlaces } from '../manifest-location.js';
import { aboveProgress, createProgress } from '../progress.js';
import { MANIFEST_FILE } from '../worker-files.js';
import { askImage } from './ask-image.js';
import { collectImages } from './collect-images.js';
import { type Audit, type AuditFinding, auditTable } from './findings.js';
import { drawForeseen, type Foreseen, foresee } from './foresee.js';
import { missingObjects } from './missing-objects.js';
import { reportPage } from './report-page.js';

/** Says which images of a shop are broken today, and what the layer would show instead. */
export const audit: Command = {
	name: 'audit',
	argument: 'PLACE',
	several: true,
	summary: 'asks for the images of pages, folders and lists of URLs; exit code 1 if one is broken',
	switches: { json: 'one JSON object for machines, described in docs/audit.md' },
	settings: {
		manifest: { argument: 'FILE', summary: `default ${MANIFEST_FILE}, here, in public/ or in PLACE` },
		report: { argument: 'FILE', summary: 'an HTML page with the pictures side by side' },
		base: { argument: 'ORIGIN', summary: 'where the URLs of files begin that name no server' },
		concurrency: { argument: 'N', summary: 'how many images are asked for at the same time, default 8' },
		timeout: { argument: 'SECONDS', summary: 'longest wait for an image, default 15' },
	},
	async run(place, terminal, switches, { paths, settings }) {
		const base = settings.base?.at(-1);
		if (base !== undefined && !URL.canParse(base)) {
			throw new Error(`--base needs an origin such as https://images.example.com, got ${base}.`);
		}
		const options = {
			fetch,
			timeoutMs: 1000 * positive('timeout', settings, 15),
			...(base !== undefined && { base }),
		};
		const report = settings.report?.at(-1);
		// now, not when thousands of images have been asked for
		if (report !== undefined) await mkdir(dirname(report), { recursive: true });
		const concurrency = positive('concurrency', settings, 8);
		const rules = await readRules(settings.manifest?.at(-1), place);
		const isMissing = rules && missingObjects({ ...rules, fetch }, options);
		const { images, unclear, faults } = await collectImages([place, ...paths], options);
		for (const fault of faults) terminal.error(fault);

		const progress = createProgress(terminal.screen);
		const { out, error } = aboveProgress(terminal, progress);
		progress.start('images', images.size);
		const broken: { readonly finding: AuditFinding; readonly foreseen: Foreseen | undefined }[] = [];
		await inParallel([...images], concurrency, async ([url, pages]) => {
			const server = rules && serverOf(url, rules.manifest.servers);
			const failure = await askImage(url, { ...options, ...(server && { server }) });
			progress.advance(1);
			if (failure === undefined) return;
			const foreseen = rules && (await foresee(failure, url, rules.manifest, isMissing));
			broken.push({ foreseen, finding: findingOf(url, pages, foreseen?.failure ?? failure, foreseen) });
		});
		progress.stop();
		broken.sort((a, b) => (a.finding.url < b.finding.url ? -1 : 1));
		const findings = broken.map(({ finding }) => finding);
		const result: Audit = { images: images.size, broken: broken.length, unclear, findings };

		if (report !== undefined) {
			const illustrated = [];
			for (const { finding, foreseen } of broken) {
				const shown = rules && foreseen ? await drawForeseen(foreseen, rules) : { fault: NO_RULES };
				illustrated.push({ ...finding, shown });
			}
			await writeFile(report, reportPage(result, illustrated));
			error(`wrote ${report}`);
		}
		if (switches.has('json')) out(JSON.stringify(result, undefined, '\t'));
		else tell(result, rules !== undefined, { out, error });
		return broken.length > 0 || faults.length > 0 ? 1 : 0;
	},
};

const NO_RULES = 'no manifest names this server';

interface Rules {
	readonly manifest: Manifest;
	readonly manifestUrl: URL;
}

/** @returns undefined if none was named and none is found: then only today is told */
async function readRules(named: string | undefined, place: string): Promise<Rules | undefined> {
	const places = [place, '.'].flatMap((root) =>
		manifestPlaces({ root, publicDir: join(root, 'public') }, MANIFEST_FILE),
	);
	const path = named ?? places.find((candidate) => existsSync(candidate.path))?.path;
	if (path === undefined) return undefined;
	return { manifest: parse(await readFile(path, 'utf8'), path), manifestUrl: pathToFileURL(resolve(path)) };
}

/** @throws with the place of each fault */
function parse(text: string, path: string): Manifest {
	const errors = findInManifest(text).filter(({ severity }) => severity === 'error');
	if (errors.length > 0) throw new Error(errors.map((error) => describeFinding(path, error)).join('\n'));
	return parseManifest(text);
}

function findingOf(
	url: string,
	pages: readonly string[],
	{ status, reason, serverText }: Foreseen['failure'],
	foreseen: Foreseen | undefined,
): AuditFinding {
	const substitute = foreseen && {
		kind: foreseen.kind,
		...(foreseen.object !== undefined && { object: foreseen.object }),
	};
	return { url, status, reason, serverText, pages, ...(substitute && { substitute }) };
}

function tell({ images, broken, unclear, findings }: Audit, hasRules: boolean, { out }: Terminal): void {
	if (broken > 0) for (const line of auditTable(findings)) out(line);
	out(`${count(images, 'image')} asked for, ${broken} broken`);
	if (unclear > 0) {
		const [were, them] = unclear === 1 ? ['was', 'puts it'] : ['were', 'puts them'];
		out(`${count(unclear, 'URL')} ${were} left out: a program ${them} together, or --base is missing`);
	}
	if (images === 0 && unclear === 0) {
		out(
			'There are no /is/image/ URLs: name the URL of a page, or the folder of what your pages are made from.',
		);
	}
	if (!hasRules) out(`There is no ${MANIFEST_FILE}, so what would be shown is not known: see init.`);
}

function positive(name: string, settings: Rest['settings'], byDefault: number): number {
	const given = settings[name]?.at(-1) ?? byDefault;
	const value = Number(given);
	if (value > 0 && value <= 1000) return value;
	throw new Error(`--${name} needs a number above 0 and up to 1000, got ${given}.`);
}

/** At most so many at the same time; the order of the ends is any. */
async function inParallel<T>(
	items: readonly T[],
	limit: number,
	work: (item: T) => Promise<void>,
): Promise<void> {
	const waiting = items.values();
	const worker = async () => {
		for (const item of waiting) await work(item);
	};
	await Promise.all(Array.from({ length: Math.ceil(limit) }, worker));
}

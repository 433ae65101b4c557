import { ManifestError, parseManifest } from '../../catalog/index.js';
import type { Command, Terminal } from '../command.js';
import { MANIFEST_FILE } from '../worker-files.js';
import { type CatalogFiles, readCatalogFiles } from './catalog-files.js';
import { count } from './count.js';
import { jsonText } from './json-text.js';
import { judgeManifest } from './judge-manifest.js';
import { keptSettings } from './kept-settings.js';
import { type ImportedCatalog, importedCatalogs, manifestCatalogs } from './manifest-catalogs.js';
import { writeWhole } from './output-file.js';
import { createProgress } from './progress.js';
import { ImportStopped, Report } from './report.js';

/** Turns the catalog files of an image server into a manifest. */
export const importCatalogs: Command = {
	name: 'import',
	argument: 'DEFAULT.INI [CATALOG.INI]...',
	several: true,
	summary: "turns an image server's catalog files into a manifest, the default catalog first",
	settings: {
		out: { argument: 'FILE', summary: `where the manifest goes; default ${MANIFEST_FILE}` },
		server: { argument: 'ORIGIN', summary: 'an image server, e.g. https://images.example.com; repeatable' },
	},
	async run(first, terminal, _switches, { paths, settings }) {
		const out = settings.out?.at(-1) ?? MANIFEST_FILE;
		const report = new Report(terminal);
		try {
			await importFiles([first, ...paths], out, settings.server, terminal, report);
			return 0;
		} catch (error) {
			if (!(error instanceof ImportStopped)) throw error;
			return 1;
		} finally {
			report.close();
			if (report.errors > 0) terminal.error(`${count(report.errors, 'error')}; ${out} was not written`);
		}
	},
};

async function importFiles(
	paths: readonly string[],
	out: string,
	origins: readonly string[] | undefined,
	terminal: Terminal,
	report: Report,
): Promise<void> {
	const settings = { ...(await keptSettings(out)), ...(origins && { servers: serversOf(origins, report) }) };
	const progress = createProgress(terminal.screen);
	const done = (file: string, content: string) => terminal.out(`read ${file}: ${content}`);

	const files: CatalogFiles[] = [];
	for (const path of paths) {
		files.push(await readCatalogFiles(path, files[0]?.macros, { report, progress, done }));
	}
	const imported = importedCatalogs(files, report);
	if (report.errors > 0) throw new ImportStopped();

	const manifest = { ...settings, catalogs: manifestCatalogs(imported) };
	await judgeManifest(manifest, imported, out, { report, progress });
	if (report.errors > 0) throw new ImportStopped();

	await writeWhole(out, fileText(manifest));
	for (const line of summary(imported, manifest.servers, out)) terminal.out(line);
}

/** Settled before any file is read, so that a slip of the pen costs no time. */
function serversOf(origins: readonly string[], report: Report): readonly object[] {
	const servers = origins.map((origin) => ({ origin }));
	try {
		parseManifest({ servers });
		return servers;
	} catch (error) {
		if (!(error instanceof ManifestError)) throw error;
		for (const { message } of error.issues) report.error({ file: '--server' }, message);
		throw new ImportStopped();
	}
}

function* fileText(manifest: object): Generator<string> {
	yield* jsonText(manifest);
	yield '\n';
}

function summary(imported: readonly ImportedCatalog[], servers: unknown, out: string): readonly string[] {
	const total = (size: (catalog: ImportedCatalog) => number) =>
		imported.reduce((sum, catalog) => sum + size(catalog), 0);
	const contents = [
		count(imported.length, 'catalog'),
		count(
			total(({ records }) => records.size),
			'record',
		),
		count(
			total(({ files }) => files.macros.size),
			'macro',
		),
		count(
			total(({ files }) => files.fonts.size),
			'font',
		),
		count(
			total(({ files }) => files.rules.length),
			'rule',
		),
	];
	const isWithoutServer = Array.isArray(servers) && servers.length === 0;
	return [
		`wrote ${out}: ${contents.join(', ')}`,
		...(isWithoutServer
			? [
					'',
					'No image is watched yet. Name your image server in the manifest, or import again with --server:',
					'',
					'       "servers": [{ "origin": "https://images.example.com" }]',
				]
			: []),
		'',
		'RootPath, Path and FontPath are paths of your own site now: put the default images and the fonts',
		`there, in formats that browsers read. Then run \`npx image-understudy check ${out}\`.`,
	];
}

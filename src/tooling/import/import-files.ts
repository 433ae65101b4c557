import { ManifestError, parseManifest } from '../../catalog/index.js';
import { type CatalogFiles, type CatalogReading, readCatalogFiles } from './catalog-files.js';
import { jsonText } from './json-text.js';
import { judgeManifest } from './judge-manifest.js';
import { keptSettings } from './kept-settings.js';
import { importedCatalogs, manifestCatalogs } from './manifest-catalogs.js';
import { writeWhole } from './output-file.js';
import { ImportStopped, type Report } from './report.js';
import { summaryLines } from './summary.js';

/**
 * Reads attribute files and all that they name, and writes the manifest.
 * @param paths of attribute files, the default catalog's first
 * @param out of the manifest; what it has besides catalogs is kept
 * @param origins of the image servers; undefined: those that the manifest has
 * @returns what to tell the user
 * @throws ImportStopped if there were errors; nothing is written then
 */
export async function importFiles(
	paths: readonly string[],
	out: string,
	origins: readonly string[] | undefined,
	reading: CatalogReading,
): Promise<readonly string[]> {
	const { report } = reading;
	const settings = { ...(await keptSettings(out)), ...(origins && { servers: serversOf(origins, report) }) };
	const files: CatalogFiles[] = [];
	for (const path of paths) files.push(await readCatalogFiles(path, files[0]?.macros, reading));
	const imported = importedCatalogs(files, report);
	if (report.errors > 0) throw new ImportStopped();

	const manifest = { ...settings, catalogs: manifestCatalogs(imported) };
	await judgeManifest(manifest, imported, out, reading);
	if (report.errors > 0) throw new ImportStopped();

	await writeWhole(out, fileText(manifest));
	return summaryLines(imported, manifest.servers, out);
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

import { setImmediate } from 'node:timers/promises';
import {
	type Manifest,
	type ManifestCatalogs,
	ManifestError,
	type Notice,
	parseManifest,
} from '../../catalog/index.js';
import { templateFaults } from '../../catalog/template-faults.js';
import { DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import { type ImportedCatalog, originOf } from './manifest-catalogs.js';
import type { Progress } from './progress.js';
import type { Report } from './report.js';

/** Records whose commands are tried between two steps of the progress bar. */
const BATCH = 1000;

/**
 * Reports everything for which a browser would refuse the manifest, at its place in the imported files.
 * @param path of the manifest, for what comes from no file
 */
export async function judgeManifest(
	manifest: unknown,
	imported: readonly ImportedCatalog[],
	path: string,
	{ report, progress }: { readonly report: Report; readonly progress: Progress },
): Promise<void> {
	const tell = (fault: Notice) => {
		const origin = originOf(fault.path, imported);
		report.error(origin?.place ?? { file: path }, `${origin?.name ?? fault.path}: ${fault.message}`);
	};
	let catalogs: ManifestCatalogs;
	try {
		({ catalogs } = parse(manifest));
	} catch (error) {
		if (!(error instanceof ManifestError)) throw error;
		error.issues.forEach(tell);
		return;
	}
	// macros are tried with each batch
	const told = new Set<string>();
	progress.start('trying templates', total(catalogs));
	try {
		for (const [batch, size] of batches(catalogs)) {
			for (const fault of templateFaults(batch, Number.POSITIVE_INFINITY)) {
				if (!told.has(fault.path)) tell(fault);
				told.add(fault.path);
			}
			progress.advance(size);
			await setImmediate();
		}
	} finally {
		progress.stop();
	}
}

/** All but the templates, which may be many. */
function parse(manifest: unknown): Manifest {
	return parseManifest(manifest, { templates: 0 });
}

function total(catalogs: ManifestCatalogs): number {
	return Object.values(catalogs).reduce((sum, { records = {} }) => sum + Object.keys(records).length, 0);
}

/** Some records each, with what decides about the meaning of their commands. */
function* batches(catalogs: ManifestCatalogs): Generator<[batch: ManifestCatalogs, size: number]> {
	const { records: _, ...defaults } = catalogs[DEFAULT_CATALOG] ?? {};
	for (const [rootId, { records = {}, ...catalog }] of Object.entries(catalogs)) {
		const entries = Object.entries(records);
		for (let start = 0; start === 0 || start < entries.length; start += BATCH) {
			const slice = entries.slice(start, start + BATCH);
			const batch = { ...catalog, records: Object.fromEntries(slice) };
			yield [{ [DEFAULT_CATALOG]: defaults, [rootId]: batch }, slice.length];
		}
	}
}

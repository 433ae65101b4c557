import { setImmediate } from 'node:timers/promises';
import {
	type Manifest,
	type ManifestCatalog,
	type ManifestCatalogs,
	ManifestError,
	type Notice,
	parseManifest,
} from '../../catalog/index.js';
import { templateFaults } from '../../catalog/manifest/template-faults.js';
import { DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import type { Progress } from '../progress.js';
import { type ImportedCatalog, originOf } from './manifest-catalogs.js';
import type { Report } from './report.js';

type Records = NonNullable<ManifestCatalog['records']>;

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
	const tried = Object.entries(catalogs).flatMap(([rootId, catalog]) => batches(catalogs, rootId, catalog));
	// macros are tried with each batch
	const told = new Set<string>();
	progress.start('trying commands', tried.length);
	try {
		for (const batch of tried) {
			for (const fault of templateFaults(batch, Number.POSITIVE_INFINITY)) {
				if (fault === undefined) continue;
				if (!told.has(fault.path)) tell(fault);
				told.add(fault.path);
			}
			progress.advance(1);
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

/** Some records each, with what decides about the meaning of their commands. */
function batches(
	catalogs: ManifestCatalogs,
	rootId: string,
	{ records = {}, ...catalog }: ManifestCatalog,
): ManifestCatalogs[] {
	const { records: _, ...defaults } = catalogs[DEFAULT_CATALOG] ?? {};
	const entries = withDifferentCommands(records);
	const starts = Array.from({ length: Math.max(1, Math.ceil(entries.length / BATCH)) }, (_, i) => i * BATCH);
	return starts.map((start) => ({
		[DEFAULT_CATALOG]: defaults,
		[rootId]: { ...catalog, records: Object.fromEntries(entries.slice(start, start + BATCH)) },
	}));
}

/** Many records share their commands, and many have none. */
function withDifferentCommands(records: Records): [id: string, record: Records[string]][] {
	const seen = new Set(['\n']);
	return Object.entries(records).filter(([, { Modifier = '', PostModifier = '' }]) => {
		const commands = `${Modifier}\n${PostModifier}`;
		return !seen.has(commands) && seen.add(commands);
	});
}

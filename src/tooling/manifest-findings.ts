import { readFile } from 'node:fs/promises';
import {
	checkManifest,
	ManifestError,
	type ManifestOptions,
	type Notice,
	parseManifest,
} from '../catalog/index.js';
import { type JsonScan, scanJson } from './json-scan.js';

/** Something about a manifest, with the place in its text where it stands. */
export interface Finding extends Notice {
	readonly severity: 'error' | 'warning';
	/** from 1; absent where nothing in the text is meant, e.g. for what is missing */
	readonly line?: number;
	/** from 1, in UTF-16 units, as editors count */
	readonly column?: number;
}

/**
 * All there is to say about a manifest, errors first, each kind in the order of the text. Unlike the
 * worker this notices names that an object has twice.
 *
 * @param text of the manifest
 * @param options default: as many templates are tried as the worker tries
 */
export function findInManifest(text: string, options?: ManifestOptions): readonly Finding[] {
	const { errors, warnings } = judge(text, options);
	const scan = scanJson(text, new Set([...errors, ...warnings].map(({ path }) => path)));
	const locate = locator(text);
	const at = (notice: Notice, offset = scan.places.get(notice.path)) => ({ offset, notice });
	const list = (severity: Finding['severity'], found: readonly ReturnType<typeof at>[]) =>
		found
			.toSorted((a, b) => (a.offset ?? 0) - (b.offset ?? 0))
			.map(
				({ offset, notice }): Finding => ({
					severity,
					path: notice.path,
					message: notice.message,
					...(offset !== undefined && locate(offset)),
				}),
			);
	return [
		...list('error', scan.fault ? [at(scan.fault, scan.fault.offset)] : errors.map((notice) => at(notice))),
		...list('warning', [...warnings.map((notice) => at(notice)), ...repetitions(scan)]),
	];
}

/** @throws if the file cannot be read */
export async function findInManifestFile(path: string): Promise<readonly Finding[]> {
	return findInManifest(await readFile(path, 'utf8'));
}

/** One line: file, line and column as compilers write them, the JSON path, and what is the matter. */
export function describeFinding(file: string, { line, column, path, message }: Finding, kind = ''): string {
	const place = line === undefined ? file : `${file}:${line}:${column}`;
	return `${place}: ${kind}${path}: ${message}`;
}

/** Warnings are known only if there are no errors. */
function judge(
	text: string,
	options?: ManifestOptions,
): Readonly<Record<'errors' | 'warnings', readonly Notice[]>> {
	try {
		return { errors: [], warnings: checkManifest(parseManifest(text, options), options) };
	} catch (error) {
		if (error instanceof ManifestError) return { errors: error.issues, warnings: [] };
		throw error;
	}
}

function repetitions({ repeated }: JsonScan) {
	return repeated.map(({ path, offset }) => ({
		offset,
		notice: { path, message: 'the same name stands here twice; only the last one counts' },
	}));
}

/** Offset -> line and column. */
function locator(text: string): (offset: number) => { line: number; column: number } {
	const starts = [0];
	for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
	return (offset) => {
		const line = starts.findLastIndex((start) => start <= offset) + 1;
		return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
	};
}

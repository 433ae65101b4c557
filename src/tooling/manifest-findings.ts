import type { Notice } from '../catalog/index.js';
import { type JsonScan, scanJson } from './json-scan.js';
import { inspectManifest } from './manifest-file.js';

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
 * worker this tries every template, and it notices names that an object has twice.
 *
 * @param text of the manifest
 */
export function findInManifest(text: string): readonly Finding[] {
	const { errors, warnings } = inspectManifest(text, { templates: Number.POSITIVE_INFINITY });
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

import type { RememberedFailure } from '../../catalog/store/failure-memory.js';
import type { SubstituteMessage } from '../../messages.js';

/** A failure as the list shows it; equal ones are one row. */
export interface FailureRow extends Omit<SubstituteMessage, 'type' | 'object'> {
	/** how often it was seen */
	readonly count: number;
	readonly object: string | undefined;
	/** the server's own words, where they are known */
	readonly serverText: string;
}

const MAX_ROWS = 500;

/** Newest first; a failure that is there already counts once more. */
export function addFailure(rows: readonly FailureRow[], message: SubstituteMessage): readonly FailureRow[] {
	const { type: _, ...failure } = message;
	const known = rows.find((row) => isSame(row, message));
	const { count = 0, serverText = '' } = known ?? {};
	const others = rows.filter((row) => row !== known).slice(0, MAX_ROWS - 1);
	return [{ ...failure, count: count + 1, serverText }, ...others];
}

/** What the worker remembers from before, behind what was seen since. */
export function withRemembered(
	rows: readonly FailureRow[],
	remembered: ReadonlyMap<string, RememberedFailure>,
): readonly FailureRow[] {
	const seen = new Set(rows.map(({ url }) => url));
	const older = [...remembered]
		.filter(([url]) => !seen.has(url))
		.map(([url, { reason, status, kind, time, message = '' }]): FailureRow => {
			return {
				url,
				reason,
				status,
				kind,
				time,
				object: undefined,
				observed: false,
				count: 1,
				serverText: message,
			};
		})
		.toSorted((a, b) => b.time - a.time);
	return [...rows, ...older].slice(0, MAX_ROWS);
}

/** Every word must be found in the row. */
export function filterFailures(rows: readonly FailureRow[], text: string): readonly FailureRow[] {
	const words = text.toLowerCase().split(/\s+/).filter(Boolean);
	return rows.filter(({ url, reason, kind, status, object = '' }) => {
		const haystack = `${url} ${reason} ${kind} ${status} ${object}`.toLowerCase();
		return words.every((word) => haystack.includes(word));
	});
}

function isSame(row: FailureRow, { url, reason, status, kind, observed }: SubstituteMessage): boolean {
	return (
		row.url === url &&
		row.reason === reason &&
		row.status === status &&
		row.kind === kind &&
		row.observed === observed
	);
}

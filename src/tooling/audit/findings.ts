import type { FailureReason, SubstituteKind } from '../../messages.js';

/** A broken image. */
export interface AuditFinding {
	readonly url: string;
	/** of the image server; 0 if it gave no answer */
	readonly status: number;
	readonly reason: FailureReason;
	/** what the server said, shortened to one line */
	readonly serverText: string;
	/** pages and files that name it */
	readonly pages: readonly string[];
	/** what the layer would show; `none`: nothing; absent: no manifest, or none of its servers */
	readonly substitute?: { readonly kind: SubstituteKind | 'none'; readonly object?: string };
}

/** What an audit found. */
export interface Audit {
	/** how many images were asked for */
	readonly images: number;
	readonly broken: number;
	/** how many URLs could not be asked for */
	readonly unclear: number;
	readonly findings: readonly AuditFinding[];
}

/** One line for each broken image, in columns. */
export function auditTable(findings: readonly AuditFinding[]): readonly string[] {
	const rows = [
		['STATUS', 'REASON', 'WOULD SHOW', 'IMAGE'],
		...findings.map(({ status, reason, substitute, url }) => [
			status === 0 ? '-' : String(status),
			reason,
			describeSubstitute(substitute),
			url,
		]),
	];
	const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows.map((row) =>
		row
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
}

export function describeSubstitute(substitute: AuditFinding['substitute']): string {
	if (substitute === undefined) return '-';
	const { kind, object } = substitute;
	return object === undefined ? kind : `${kind} ${object}`;
}

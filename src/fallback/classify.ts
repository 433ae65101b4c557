import type { FailureReason } from '../messages.js';
import type { Failure } from './failure.js';
import { matchesText } from './matches-text.js';

/** An entry of `classify` in the manifest: what certain errors of a server mean. */
export interface Verdict {
	/** absent: any */
	readonly status?: number;
	/** an expression that is searched in the text; absent: any text */
	readonly text?: string;
	readonly reason: FailureReason;
}

/** Statuses that speak for themselves. All others are decided by their class, 403 by its text. */
const reasonOfStatus: Readonly<Record<number, FailureReason>> = {
	401: 'refused',
	402: 'refused',
	404: 'missing',
	407: 'refused',
	410: 'missing',
	425: 'overload',
	429: 'overload',
	451: 'refused',
	503: 'overload',
	509: 'overload',
	529: 'overload',
};

/**
 * The documentation gives 403 to "most common errors", so only the text can tell them apart.
 * First match wins; a 403 that says nothing is taken for the most common of the common errors.
 */
const reasonsOfText: readonly (readonly [RegExp, FailureReason])[] = [
	[/not found|unable to find|cannot (be )?f(ind|ound)|can't find|does ?n[o']t exist|no such/i, 'missing'],
	[
		/refused|rejected|address forbidden|not allowed|access denied|unauthori[sz]ed|not authori[sz]ed/i,
		'refused',
	],
	[/overload|too many requests|temporarily|try again/i, 'overload'],
	[
		/exceeds|pars(e|ing)|syntax|invalid|not valid|not permitted|unsupported|malformed|out of range/i,
		'invalid',
	],
];

/**
 * Classifies an answer by its status and, where it is readable, its text.
 *
 * @param status 400 to 599
 * @param text the body, or as much of it as was read; empty if it is no text
 * @param own what the manifest says of this server; the first entry that fits comes before all that is built in
 * @see `r-errors.md`, `r-access-logging.md` (the server's own taxonomy of outcomes)
 */
export function classifyStatus(status: number, text: string, own: readonly Verdict[] = []): Failure {
	const verdict = own.find(
		(entry) => (entry.status ?? status) === status && matchesText(entry.text ?? '', text),
	);
	return { reason: verdict?.reason ?? reasonFor(status, text), status, serverText: oneLine(text) };
}

/** Longest piece of the server's text that is kept, in characters. */
const MAX_TEXT = 300;

function reasonFor(status: number, text: string): FailureReason {
	const byStatus = reasonOfStatus[status];
	if (byStatus !== undefined) return byStatus;
	if (status >= 500) return 'server';
	if (status !== 403) return 'invalid';
	return reasonsOfText.find(([pattern]) => pattern.test(text))?.[1] ?? 'missing';
}

/** Markup and control characters out, white space folded: an HTML error page becomes one plain sentence. */
function oneLine(text: string): string {
	return text
		.slice(0, 4 * MAX_TEXT)
		.replace(/<(script|style|title)\b[\s\S]*?(<\/\1\s*>|$)/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/[\s\p{Cc}]+/gu, ' ')
		.trim()
		.slice(0, MAX_TEXT);
}

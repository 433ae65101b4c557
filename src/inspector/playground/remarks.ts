import { commandHint } from '../../catalog/manifest/command-hint.js';
import type { Problem } from '../../protocol/problem.js';
import { type Mention, mentionIn } from './mention.js';
import { type Severity, spanOf, type TemplateQuery } from './template-text.js';

/** Something to be said about a draft. */
export interface Remark {
	/** `note`: it is drawn, though not as documented */
	readonly severity: Severity;
	readonly message: string;
	/** in the text; undefined: it means the whole, or stands in a record or macro */
	readonly place: Mention | undefined;
}

/** A text as it was understood. */
export interface ReadText {
	readonly query: TemplateQuery;
	/** where the query begins in the request's URL */
	readonly queryStart: number;
	readonly problems: readonly Problem[];
}

/**
 * What is wrong with a draft, then what the renderer has to say about it.
 *
 * @param notes of the picture
 * @param error why there is no picture; undefined: there is one, or it is not there yet
 */
export function remarksOf(
	{ problems, query, queryStart }: ReadText,
	text: string,
	notes: readonly string[],
	error: string | undefined,
): readonly Remark[] {
	// the renderer refuses a request with the words of the first problem
	const isKnown = problems.some(({ message }) => error?.endsWith(message));
	const drawn = [
		...(error === undefined || isKnown ? [] : [{ severity: 'error', message: error } as const]),
		...notes
			// those that the request itself gives rise to are repeated by its picture
			.filter((note) => !problems.some(({ message }) => message === note))
			.map((message) => ({ severity: 'note', message }) as const),
	];
	return [
		...problems.map((problem): Remark => {
			const { severity, message } = problem;
			return { severity, message: message + commandHint(problem), place: spanOf(problem, query, queryStart) };
		}),
		...drawn.map((remark): Remark => ({ ...remark, place: mentionIn(text, remark.message) })),
	];
}

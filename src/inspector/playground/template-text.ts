import type { Problem } from '../../protocol/problem.js';

/** The commands of an editor, as the query of a request. */
export interface TemplateQuery {
	readonly query: string;
	/** for each character of the query, where it stands in the text; one more for the end */
	readonly places: readonly number[];
}

/**
 * Commands may be spread over lines; line breaks and the blanks that indent a line mean nothing. A `#`, which
 * would end a URL, stands for itself.
 */
export function templateQuery(text: string): TemplateQuery {
	const characters: string[] = [];
	const places: number[] = [];
	const add = (written: string, place: number) => {
		for (const character of written) {
			characters.push(character);
			places.push(place);
		}
	};
	const layout = /[\t ]*\r?\n[\t ]*/y;
	for (let place = 0; place < text.length; ) {
		layout.lastIndex = place;
		const skipped = layout.exec(text)?.[0].length ?? 0;
		if (skipped === 0) add(text[place] === '#' ? '%23' : (text[place] ?? ''), place);
		place += Math.max(1, skipped);
	}
	return { query: characters.join(''), places: [...places, text.length] };
}

/** One command a line, for people; `templateQuery` undoes it. */
export function templateLines(modifier: string): string {
	return modifier.replace(/&(?=layer=|effect=|text=|textPs=|src=|mask=)/gi, '&\n');
}

/** `note`: nothing is wrong, but it is not drawn as documented. */
export type Severity = Problem['severity'] | 'note';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note'];

/** A stretch of the editor's text, plain or with something wrong in it. */
export interface Stretch {
	readonly text: string;
	readonly severity: Severity | undefined;
}

export interface Span {
	/** in the text */
	readonly start: number;
	readonly end: number;
	readonly severity: Severity;
}

/**
 * Where a problem stands in the text.
 *
 * @param queryStart where the query begins in the URL that was parsed
 * @returns undefined: it came from a record or a macro
 */
export function spanOf(
	{ position, piece, severity }: Problem,
	{ query, places }: TemplateQuery,
	queryStart: number,
): Span | undefined {
	const start = (position ?? -1) - queryStart;
	if (start < 0 || start >= query.length) return undefined;
	const end = Math.min(query.length, start + Math.max(1, piece.length));
	return { start: places[start] ?? 0, end: (places[end - 1] ?? 0) + 1, severity };
}

/** The text in stretches; where spans overlap, the worst is shown. */
export function stretches(text: string, spans: readonly Span[]): Stretch[] {
	const edges = [0, text.length, ...spans.flatMap(({ start, end }) => [start, end])];
	const cuts = [...new Set(edges)].toSorted((a, b) => a - b);
	return cuts.slice(0, -1).map((start, index) => {
		const over = spans.filter((span) => span.start <= start && start < span.end);
		const severity = SEVERITIES.find((one) => over.some((span) => span.severity === one));
		return { text: text.slice(start, cuts[index + 1]), severity };
	});
}

/** Line and column of a place, both from 1. */
export function lineAndColumn(text: string, place: number): { line: number; column: number } {
	const before = text.slice(0, place).split('\n');
	return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

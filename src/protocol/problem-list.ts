import type { Modifier } from './modifier.js';
import type { Problem, ProblemCode } from './problem.js';

/** Nobody reads more; a hostile request could hold a million. */
const MAX_PROBLEMS = 100;
const MAX_PIECE = 500;

/** Gathers the problems of a request: equal ones once, and no more than a reader can take. */
export class ProblemList {
	readonly problems: Problem[] = [];
	readonly #seen = new Set<string>();

	error(code: ProblemCode, message: string, where: Modifier): void {
		this.#report('error', code, message, where);
	}

	warn(code: ProblemCode, message: string, where: Modifier): void {
		this.#report('warning', code, message, where);
	}

	/** Takes over what was found in a nested request. */
	add(problem: Problem): void {
		const key = `${problem.code} ${problem.message} ${problem.piece}`;
		if (this.#seen.has(key) || this.problems.length >= MAX_PROBLEMS) return;
		this.#seen.add(key);
		this.problems.push(problem);
	}

	/** In the order of the URL; what does not stand there comes last. */
	inOrder(): Problem[] {
		const place = ({ position = Number.POSITIVE_INFINITY }: Problem) => position;
		return this.problems.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
	}

	#report(severity: Problem['severity'], code: ProblemCode, message: string, where: Modifier): void {
		const { position } = where;
		this.add({
			code,
			message,
			piece: where.text.slice(0, MAX_PIECE),
			...(position !== undefined && { position }),
			severity,
		});
	}
}

/** Shortens what a message quotes. */
export function quote(text: string): string {
	return `"${text.length > 60 ? `${text.slice(0, 60)}…` : text}"`;
}

import type { Problem } from '../../protocol/index.js';

/**
 * One line about a problem, as compilers write it.
 *
 * @param offset characters before the template in the URL that was parsed
 */
export function describeProblem({ severity, message, piece, position }: Problem, offset: number): string {
	const place = position === undefined ? '' : `1:${Math.max(0, position - offset) + 1}:`;
	const shown = piece.length > 60 ? `${piece.slice(0, 60)}...` : piece;
	return `template:${place} ${severity}: ${message} (in \`${shown}\`)`;
}

/** What went wrong: what was behind it: what was behind that. */
export function describeFault(error: unknown): string {
	if (!(error instanceof Error)) return String(error);
	if (error.cause === undefined) return error.message;
	return `${error.message.replace(/\.$/, '')}: ${describeFault(error.cause)}`;
}

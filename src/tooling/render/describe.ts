import type { ImageRequest, Problem } from '../../protocol/index.js';
import { RenderError, type RenderErrorCode } from '../../render/render-error.js';
import { fileFault } from '../file-fault.js';

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
	const message = fileFault(error) ?? `${error.message}${boundOf(error)}`;
	if (error.cause === undefined) return message;
	return `${message.replace(/\.$/, '')}: ${describeFault(error.cause)}`;
}

/** Bounds of the manifest's own, by the error of exceeding them. */
const BOUNDS: Readonly<Partial<Record<RenderErrorCode, string>>> = {
	'too-many-pixels': 'limits.renderPixels bounds their number, and no side may be longer than 16,384',
	'too-many-layers': 'limits.layers is the bound',
	'too-deep': 'limits.nesting is the bound',
};

function boundOf(error: Error): string {
	const bound = error instanceof RenderError ? BOUNDS[error.code] : undefined;
	return bound === undefined ? '' : ` The manifest's ${bound}.`;
}

/** The variables whose names a picture shows, because nothing says their values; with their dollar signs. */
export function unfilledVariables({ layers }: ImageRequest): readonly string[] {
	const names = layers.flatMap(({ source }) => {
		if (source.type === 'nested') return unfilledVariables(source.request);
		if (source.type !== 'text') return [];
		const runs = source.document.paragraphs.flatMap((paragraph) => paragraph.runs);
		return runs.flatMap(({ text }) => text.match(/\$[\w.-]+\$/g) ?? []);
	});
	return [...new Set(names)];
}

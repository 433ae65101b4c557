import { commandHint } from '../../catalog/manifest/command-hint.js';
import type { ImageRequest } from '../../protocol/image-request.js';
import type { Problem } from '../../protocol/problem.js';
import { RenderError, type RenderErrorCode } from '../../render/render-error.js';
import { fileFault } from '../file-fault.js';

/**
 * One line about a problem, as compilers write it.
 *
 * @param offset characters before the template in the URL that was parsed
 */
export function describeProblem(problem: Problem, offset: number): string {
	const { severity, message, piece, position } = problem;
	const place = position === undefined ? '' : `1:${Math.max(0, position - offset) + 1}:`;
	const shown = piece.length > 60 ? `${piece.slice(0, 60)}...` : piece;
	return `template:${place} ${severity}: ${message}${commandHint(problem)} (in \`${shown}\`)`;
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

/** A variable of a template that has no value. */
export interface UnfilledVariable {
	/** with its dollar signs */
	readonly name: string;
	/** true: it stands in a text, which shows it as it is */
	readonly isText: boolean;
}

/** The variables that nothing says the values of, wherever they stand: in texts, names of objects, bad values. */
export function unfilledVariables(request: ImageRequest): readonly UnfilledVariable[] {
	const texts = textsOf(request).flatMap(variablesIn);
	// a modifier that is nothing else is a macro
	const pieces = request.problems.map(({ piece }) => piece).filter((piece) => !/^\$[^=]*\$$/.test(piece));
	const others = [...stringsOf(request), ...pieces].flatMap(variablesIn);
	return [...new Set([...texts, ...others])].map((name) => ({ name, isText: texts.includes(name) }));
}

function variablesIn(text: string): readonly string[] {
	return text.match(/\$[\w.-]+\$/g) ?? [];
}

function textsOf({ layers }: ImageRequest): readonly string[] {
	return layers.flatMap(({ source }) => {
		if (source.type === 'nested') return textsOf(source.request);
		if (source.type !== 'text') return [];
		return source.document.paragraphs.flatMap(({ runs }) => runs.map(({ text }) => text));
	});
}

/** All strings of what a request asks for; not those of how it was written, of records, and of RTF that was read. */
function stringsOf(value: unknown): readonly string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null) return [];
	if (isRequest(value)) {
		const { object, commands, composite, compositeEffects, layers } = value;
		return [object, commands, composite, compositeEffects, layers].flatMap(stringsOf);
	}
	const parts: readonly (readonly [string, unknown])[] = Object.entries(value);
	return parts.flatMap(([key, part]) =>
		key === 'record' || (key === 'source' && typeof part === 'string') ? [] : stringsOf(part),
	);
}

function isRequest(value: object): value is ImageRequest {
	return 'layers' in value && 'problems' in value;
}

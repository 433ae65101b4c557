import { found } from '../schema/schema-parts.js';
import { ManifestError } from './manifest-error.js';

/**
 * Reads JSON text.
 * @throws ManifestError with path `$`, with line and column where the engine tells them
 */
export function parseJson(json: string): unknown {
	const text = json.replace(/^\ufeff/, '');
	try {
		return JSON.parse(text);
	} catch (cause) {
		const message = /^\s*</.test(text)
			? `found a page of HTML or XML (${found(text.trim())}); expected JSON`
			: `not JSON${place(text, cause)}: ${cause instanceof Error ? cause.message.slice(0, 160) : cause}`;
		throw new ManifestError([{ path: '$', message }], { cause });
	}
}

/** V8 tells the position (sometimes line and column), Firefox line and column, WebKit neither. */
function place(text: string, error: unknown): string {
	const wording = error instanceof Error ? error.message : '';
	const [, line, column] = /line (\d+) column (\d+)/.exec(wording) ?? [];
	if (line !== undefined) return ` at line ${line}, column ${column}`;
	const [, position] = /position (\d+)/.exec(wording) ?? [];
	if (position !== undefined) return lineAndColumn(text, Number(position));
	return /end of (JSON )?input|EOF/i.test(wording) ? lineAndColumn(text, text.length) : '';
}

function lineAndColumn(text: string, position: number): string {
	const before = text.slice(0, position);
	const lineStart = before.lastIndexOf('\n') + 1;
	return ` at line ${before.split('\n').length}, column ${position - lineStart + 1}`;
}

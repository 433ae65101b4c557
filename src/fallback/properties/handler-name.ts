import type { ImageRequest } from '../../protocol/image-request.js';

/** With these the reply would not be a call: `while({...},"7");` never ends. */
const STATEMENTS: ReadonlySet<string> = new Set(['if', 'while', 'with']);

/**
 * The function that a JSON reply calls.
 * @returns undefined if `handler=` is given and is no name of letters and digits: it must not be echoed
 * @see `r-req.md`
 */
export function handlerName({ commands, leftovers }: ImageRequest): string | undefined {
	// the parser keeps what it could not read
	if (leftovers.some(({ text }) => /^handler(?:=|$)/i.test(text))) return undefined;
	const { handler = 's7jsonResponse' } = commands;
	return STATEMENTS.has(handler) ? undefined : handler;
}

import { runCommandLine } from '../command-line.js';

/** What a user of the program sees. */
export interface Session {
	readonly code: number;
	readonly out: string;
	readonly error: string;
}

export async function runInTerminal(...args: readonly string[]): Promise<Session> {
	const out: string[] = [];
	const error: string[] = [];
	const code = await runCommandLine(args, {
		out: (line) => out.push(line),
		error: (line) => error.push(line),
	});
	return { code, out: out.join('\n'), error: error.join('\n') };
}

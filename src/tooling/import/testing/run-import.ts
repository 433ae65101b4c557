import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Manifest, parseManifest } from '../../../catalog/index.js';
import { runInTerminal, type Session } from '../../testing/run-in-terminal.js';
import { withFolder } from '../../testing/temporary-folder.js';

export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface Import extends Session {
	/** as a worker reads it; undefined: none was written */
	readonly manifest: Manifest | undefined;
}

/**
 * Imports files of a folder of their own, without naming the folder in what is written.
 * @param args attribute files and options
 */
export function runImport(files: Files, ...args: readonly string[]): Promise<Import> {
	return withFolder(files, async (folder) => {
		const out = join(folder, 'shop.json');
		const paths = args.map((arg) => (arg.endsWith('.ini') ? join(folder, arg) : arg));
		const outcome = await runInTerminal('import', ...paths, '--out', out);
		const short = (text: string) => text.replaceAll(join(folder, '/'), '');
		return {
			code: outcome.code,
			out: short(outcome.out),
			error: short(outcome.error),
			manifest: existsSync(out) ? parseManifest(await readFile(out, 'utf8')) : undefined,
		};
	});
}

/** One catalog, `Acme`, with these lines in its attribute file, beside an empty default catalog. */
export function importAcme(lines: string, files: Files = {}): Promise<Import> {
	return runImport(
		{ 'default.ini': '', 'acme.ini': `RootId=Acme\n${lines}`, ...files },
		'default.ini',
		'acme.ini',
	);
}

/** The lines of a outcome that complain, of both streams. */
export function complaints({ out, error }: Session): readonly string[] {
	return [out, error].flatMap((text) => text.split('\n').filter((line) => / (error|warning): /.test(line)));
}

import { createRequire } from 'node:module';
import { audit } from './audit/audit.js';
import { check } from './check.js';
import type { Command, Terminal } from './command.js';
import { fileFault } from './file-fault.js';
import { commandHelpText, helpText } from './help-text.js';
import { importCatalogs } from './import/import-catalogs.js';
import { init } from './init.js';
import { readArguments } from './read-arguments.js';
import { render } from './render/render-command.js';
import { uninstall } from './uninstall.js';

const COMMANDS: readonly Command[] = [init, check, audit, importCatalogs, render, uninstall];

/** Exit code for a command line that makes no sense, as opposed to 1: understood, but not done. */
const MISUSED = 2;

/**
 * Runs one command line.
 *
 * @param args what follows the program's name, e.g. `['check', 'public/image-fallback.json']`
 * @returns the exit code: 0 done, 1 the command failed, 2 the command line makes no sense
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
	const line = readArguments(args, COMMANDS);
	switch (line.type) {
		case 'help':
			terminal.out(line.command ? commandHelpText(line.command) : helpText(COMMANDS));
			return 0;
		case 'version':
			terminal.out(packageVersion());
			return 0;
		case 'misuse': {
			const [of, what] = line.command ? [`${line.command.name} `, 'its options'] : ['', 'the commands'];
			terminal.error(line.message);
			terminal.error(`Run \`image-understudy ${of}--help\` for ${what}.`);
			return MISUSED;
		}
		case 'run':
			try {
				return await line.command.run(line.path, terminal, line.switches, line.rest);
			} catch (error) {
				terminal.error(sentenceOf(error));
				return 1;
			}
	}
}

function sentenceOf(error: unknown): string {
	return fileFault(error) ?? (error instanceof Error ? error.message : String(error));
}

function packageVersion(): string {
	const manifest: { version: string } = createRequire(import.meta.url)('image-understudy/package.json');
	return manifest.version;
}

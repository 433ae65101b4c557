import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { check } from './check.js';
import type { Command, Terminal } from './command.js';
import { init } from './init.js';
import { uninstall } from './uninstall.js';

const commands: readonly Command[] = [init, check, uninstall];

/** Exit code for a command line that makes no sense, as opposed to 1: understood, but not done. */
const MISUSED = 2;

/**
 * Runs one command line.
 *
 * @param args what follows the program's name, e.g. `['check', 'public/image-fallback.json']`
 * @returns the exit code: 0 done, 1 the command failed, 2 the command line makes no sense
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
	const line = readLine(args);
	if ('misuse' in line) {
		terminal.error(line.misuse);
		terminal.error('Run `image-understudy --help` for the commands.');
		return MISUSED;
	}
	if ('text' in line) {
		terminal.out(line.text);
		return 0;
	}
	try {
		return await line.command.run(line.path, terminal, line.switches);
	} catch (error) {
		terminal.error(error instanceof Error ? error.message : String(error));
		return 1;
	}
}

type Line =
	| { readonly command: Command; readonly path: string; readonly switches: ReadonlySet<string> }
	| { readonly text: string }
	| { readonly misuse: string };

function readLine(args: readonly string[]): Line {
	let parsed: ReturnType<typeof parseOptions>;
	try {
		parsed = parseOptions(args);
	} catch (error) {
		return { misuse: error instanceof Error ? error.message : String(error) };
	}
	if (parsed.values.help) return { text: helpText() };
	if (parsed.values.version) return { text: packageVersion() };

	const [name, path, ...rest] = parsed.positionals;
	if (name === undefined) return { misuse: 'A command is missing.' };
	const command = commands.find((candidate) => candidate.name === name);
	if (!command) {
		const names = commands.map((candidate) => candidate.name).join(', ');
		return { misuse: `There is no command ${JSON.stringify(name)}; the commands are ${names}.` };
	}
	if (path === undefined || path === '') return { misuse: `${name} needs ${command.argument}.` };
	if (rest.length > 0) return { misuse: `${name} takes one ${command.argument}, not ${rest.length + 1}.` };
	const { help: _help, version: _version, ...given } = parsed.values;
	const switches = new Set(Object.keys(given));
	for (const word of switches) {
		if (!Object.hasOwn(command.switches ?? {}, word)) return { misuse: `${name} has no option --${word}.` };
	}
	return { command, path, switches };
}

function parseOptions(args: readonly string[]) {
	return parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			...Object.fromEntries(commands.flatMap(({ switches = {} }) => Object.keys(switches)).map(asSwitch)),
			help: { type: 'boolean', short: 'h' },
			version: { type: 'boolean', short: 'v' },
		},
	});
}

function asSwitch(name: string) {
	return [name, { type: 'boolean' }] as const;
}

function helpText(): string {
	const rows = [
		...commands.flatMap(({ name, argument, summary, switches = {} }) => [
			{ usage: `${name} ${argument}`, summary },
			...Object.entries(switches).map(([word, effect]) => ({ usage: `    --${word}`, summary: effect })),
		]),
		{ usage: '--help', summary: 'shows this' },
		{ usage: '--version', summary: 'shows the version' },
	];
	const width = Math.max(...rows.map(({ usage }) => usage.length));
	return [
		'A service worker that answers for your image server when an image fails.',
		'',
		'Usage: image-understudy COMMAND',
		'',
		...rows.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`),
	].join('\n');
}

function packageVersion(): string {
	const manifest: { version: string } = createRequire(import.meta.url)('image-understudy/package.json');
	return manifest.version;
}

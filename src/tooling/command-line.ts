import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { audit } from './audit/audit.js';
import { check } from './check.js';
import type { Command, Rest, Terminal } from './command.js';
import { fileFault } from './file-fault.js';
import { importCatalogs } from './import/import-catalogs.js';
import { init } from './init.js';
import { render } from './render/render-command.js';
import { uninstall } from './uninstall.js';

const commands: readonly Command[] = [init, check, audit, importCatalogs, render, uninstall];

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
		return await line.command.run(line.path, terminal, line.switches, line.rest);
	} catch (error) {
		terminal.error(sentenceOf(error));
		return 1;
	}
}

function sentenceOf(error: unknown): string {
	return fileFault(error) ?? (error instanceof Error ? error.message : String(error));
}

type Line =
	| {
			readonly command: Command;
			readonly path: string;
			readonly switches: ReadonlySet<string>;
			readonly rest: Rest;
	  }
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

	const [name, path, ...paths] = parsed.positionals;
	if (name === undefined) return { misuse: 'A command is missing.' };
	const command = commands.find((candidate) => candidate.name === name);
	if (!command) {
		const names = commands.map((candidate) => candidate.name).join(', ');
		return { misuse: `There is no command ${JSON.stringify(name)}; the commands are ${names}.` };
	}
	if (path === undefined || path === '')
		return { misuse: `${name} needs ${command.argument.replace(/\.+$/, '')}.` };
	if (paths.length > 0 && !command.several) {
		return { misuse: `${name} takes one ${command.argument}, not ${paths.length + 1}.` };
	}
	const { help: _help, version: _version, ...given } = parsed.values;
	const switches = new Set<string>();
	const settings: Record<string, readonly string[]> = {};
	for (const [word, value] of Object.entries(given)) {
		if (!Object.hasOwn({ ...command.switches, ...command.settings }, word)) {
			return { misuse: `${name} has no option --${word}.` };
		}
		if (Array.isArray(value)) settings[word] = value.map(String);
		else switches.add(word);
	}
	for (const [word, { argument, isRequired }] of Object.entries(command.settings ?? {})) {
		const isMissing = isRequired && (settings[word]?.at(-1) ?? '') === '';
		if (isMissing) return { misuse: `${name} needs --${word} ${argument}.` };
	}
	return { command, path, switches, rest: { paths, settings } };
}

function parseOptions(args: readonly string[]) {
	return parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			...everyOption(({ switches }) => switches, { type: 'boolean' }),
			...everyOption(({ settings }) => settings, { type: 'string', multiple: true }),
			help: { type: 'boolean', short: 'h' },
			version: { type: 'boolean', short: 'v' },
		},
	});
}

function everyOption<const T>(optionsOf: (command: Command) => object | undefined, option: T) {
	const names = commands.flatMap((command) => Object.keys(optionsOf(command) ?? {}));
	return Object.fromEntries(names.map((name) => [name, option]));
}

function helpText(): string {
	const rows = [
		...commands.flatMap(({ name, argument, summary, switches = {}, settings = {} }) => [
			{ usage: `${name} ${argument}`, summary },
			...Object.entries(switches).map(([word, effect]) => ({ usage: `    --${word}`, summary: effect })),
			...Object.entries(settings).map(([word, setting]) => ({
				usage: `    --${word} ${setting.argument}`,
				summary: setting.summary,
			})),
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

import { parseArgs } from 'node:util';
import { nearestName } from '../catalog/schema/nearest-name.js';
import type { Command, Rest } from './command.js';

/** What a command line asks for. */
export type CommandLine =
	| {
			readonly type: 'run';
			readonly command: Command;
			readonly path: string;
			readonly switches: ReadonlySet<string>;
			readonly rest: Rest;
	  }
	/** absent: all commands are to be explained */
	| { readonly type: 'help'; readonly command: Command | undefined }
	| { readonly type: 'version' }
	/** the command, where it is known which one is misused */
	| { readonly type: 'misuse'; readonly message: string; readonly command?: Command };

/**
 * Understands a command line. Any array of strings is answered, without an exception.
 *
 * @param args what follows the program's name
 */
export function readArguments(args: readonly string[], commands: readonly Command[]): CommandLine {
	const { positionals, tokens, values } = parseArgs({
		args: [...args],
		allowPositionals: true,
		// what it does not accept is told below, in words that name the command's own options
		strict: false,
		tokens: true,
		options: {
			...everyOption(commands, ({ switches }) => switches, { type: 'boolean' }),
			...everyOption(commands, ({ settings }) => settings, { type: 'string' }),
			help: { type: 'boolean', short: 'h' },
			version: { type: 'boolean', short: 'v' },
		},
	});
	const [name, path, ...paths] = positionals;
	const commandOf = (wanted: string | undefined) => commands.find((candidate) => candidate.name === wanted);
	if (name === 'help') return { type: 'help', command: commandOf(path) };
	const command = commandOf(name);
	if (values.help) return { type: 'help', command };
	if (values.version) return { type: 'version' };
	if (name === undefined) return { type: 'misuse', message: 'A command is missing.' };
	if (!command) return { type: 'misuse', message: unknownCommand(name, commands) };

	const misuse = (message: string): CommandLine => ({ type: 'misuse', message, command });
	const switches = new Set<string>();
	const settings: Record<string, string[]> = {};
	for (const token of tokens) {
		if (token.kind !== 'option') continue;
		const { name: option, rawName, value } = token;
		const setting = ownMember(command.settings, option);
		if (setting) {
			// `--out --json`: the value was forgotten
			const isMissing = !value || (!token.inlineValue && value.startsWith('-'));
			if (isMissing) return misuse(`${rawName} needs ${setting.argument}.`);
			settings[option] = [...(settings[option] ?? []), value];
		} else if (ownMember(command.switches, option) === undefined) {
			return misuse(unknownOption(rawName, command));
		} else if (value !== undefined) {
			return misuse(`${rawName} takes no value; leave out =${value}.`);
		} else {
			switches.add(option);
		}
	}
	if (path === undefined || path === '') {
		return misuse(`${command.name} needs ${command.argument.replace(/\.+$/, '')}.`);
	}
	if (paths.length > 0 && !command.several) {
		return misuse(`${command.name} takes one ${command.argument}, not ${paths.length + 1}.`);
	}
	for (const [option, { argument, isRequired }] of Object.entries(command.settings ?? {})) {
		const isMissing = isRequired && settings[option] === undefined;
		if (isMissing) return misuse(`${command.name} needs --${option} ${argument}.`);
	}
	return { type: 'run', command, path, switches, rest: { paths, settings } };
}

function everyOption<const T>(
	commands: readonly Command[],
	optionsOf: (command: Command) => object | undefined,
	option: T,
) {
	const names = commands.flatMap((command) => Object.keys(optionsOf(command) ?? {}));
	return Object.fromEntries(names.map((name) => [name, option]));
}

function ownMember<T>(table: Readonly<Record<string, T>> = {}, name: string): T | undefined {
	return Object.hasOwn(table, name) ? table[name] : undefined;
}

function unknownCommand(name: string, commands: readonly Command[]): string {
	const names = commands.map((command) => command.name);
	const nearest = nearestName(name, names);
	const hint = nearest ? `did you mean ${nearest}?` : `the commands are ${names.join(', ')}.`;
	return `There is no command ${JSON.stringify(name)}; ${hint}`;
}

function unknownOption(option: string, { name, switches, settings }: Command): string {
	const names = Object.keys({ ...switches, ...settings }).map((word) => `--${word}`);
	const nearest = nearestName(option, names);
	const all = names.length > 0 ? `its options are ${names.join(', ')}.` : 'it has none.';
	return `${name} has no option ${option}; ${nearest ? `did you mean ${nearest}?` : all}`;
}

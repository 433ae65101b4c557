import type { Command } from './command.js';

/** Explains all commands, one line for each command and option. */
export function helpText(commands: readonly Command[]): string {
	return [
		'A service worker that answers for your image server when an image fails.',
		'',
		'Usage: image-understudy COMMAND',
		'',
		...inColumns([
			...commands.flatMap(rowsOf),
			['--help', 'shows this; after a command, only what concerns it'],
			['--version', 'shows the version'],
		]),
	].join('\n');
}

/** Explains one command and its options. */
export function commandHelpText(command: Command): string {
	const options = inColumns(optionRows(command));
	return [
		`Usage: image-understudy ${command.name} ${command.argument}`,
		'',
		`  ${command.summary}`,
		...(options.length > 0 ? ['', ...options] : []),
	].join('\n');
}

/** What is typed, and what it does. */
type Row = readonly [usage: string, effect: string];

function rowsOf(command: Command): Row[] {
	return [[`${command.name} ${command.argument}`, command.summary], ...optionRows(command)];
}

function optionRows({ switches = {}, settings = {} }: Command): Row[] {
	return [
		...Object.entries(switches).map(([word, effect]): Row => [`    --${word}`, effect]),
		...Object.entries(settings).map(
			([word, { argument, summary }]): Row => [`    --${word} ${argument}`, summary],
		),
	];
}

function inColumns(rows: readonly Row[]): string[] {
	const width = Math.max(...rows.map(([usage]) => usage.length));
	return rows.map(([usage, effect]) => `  ${usage.padEnd(width)}  ${effect}`);
}

import type { CommandRecord } from './commands/command-record.js';
import { CONTENT_COMMANDS } from './commands/content.js';
import { GEOMETRY_COMMANDS } from './commands/geometry.js';
import { MAP_COMMANDS } from './commands/maps.js';
import { PIXEL_COMMANDS } from './commands/pixels.js';
import { REQUEST_COMMANDS } from './commands/request.js';
import { VIEW_COMMANDS } from './commands/view.js';

/**
 * Every command of the protocol, in the order in which requests are written. Nothing lists them a
 * second time: parser, formatter, manifest check, support table and tests read this.
 */
export const COMMANDS = {
	...VIEW_COMMANDS,
	...REQUEST_COMMANDS,
	...CONTENT_COMMANDS,
	...GEOMETRY_COMMANDS,
	...PIXEL_COMMANDS,
	...MAP_COMMANDS,
};

export type CommandName = keyof typeof COMMANDS;

/** Command -> type of its value. */
export type CommandValues = {
	readonly [Name in CommandName]: (typeof COMMANDS)[Name] extends CommandRecord<infer T> ? T : never;
};

/** A command as a request spells it. */
export interface Spelling {
	readonly name: CommandName;
	/** the normalised spelling, e.g. `sizeN` */
	readonly normalised: boolean;
}

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];

/** The record of a command, for those who treat all commands alike. */
export function commandRecord(name: CommandName): CommandRecord<unknown> {
	return COMMANDS[name];
}

const spellings = new Map<string, Spelling>();
for (const name of COMMAND_NAMES) {
	const { normalised, alias } = commandRecord(name);
	spellings.set(name.toLowerCase(), { name, normalised: false });
	if (normalised) spellings.set(`${name}n`.toLowerCase(), { name, normalised: true });
	if (alias) spellings.set(alias, { name, normalised: false });
}

/** Finds a command by its name in any case; undefined: there is none of that name. */
export function findCommand(name: string): Spelling | undefined {
	return spellings.get(name.toLowerCase());
}

/** A command as the documentation spells it. */
export function spelled({ name, normalised }: Spelling): string {
	return normalised ? `${name}N` : name;
}

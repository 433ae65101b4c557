import type { CommandName, CommandValues } from './commands.js';
import { commandRecord, spelled } from './commands.js';
import { type Assignment, type Draft, keepLeftover, type Slots } from './draft.js';
import { decodeValue } from './encoding.js';
import type { LayerCommands, SourceCommand } from './image-request.js';
import { type ProblemList, quote } from './problem-list.js';
import { tellShortfalls } from './shortfalls.js';

/** Read by their own rules, see `read-sources.ts`. */
const SOURCE_COMMANDS: readonly CommandName[] = ['src', 'mask', 'text', 'textPs'] satisfies SourceCommand[];

/** Reads the values of all commands of a layer, an effect or the request, but not its sources. */
export function readValues(slots: Slots, draft: Draft, problems: ProblemList): LayerCommands {
	const values: [CommandName, unknown][] = [];
	for (const assignment of slots.assignments) {
		const { name } = assignment.spelling;
		if (SOURCE_COMMANDS.includes(name)) continue;
		const text = decodeValue(assignment.variables.substitute(assignment.value, 'value'));
		const value = readValue(assignment, text, draft, problems);
		if (value !== undefined) values.push([name, value]);
	}
	// each value was read by the record of its command
	return Object.fromEntries(values) as LayerCommands;
}

/**
 * Reads one value; a problem is noted and the modifier kept if that fails.
 * @param text references replaced, and decoded unless the command says otherwise
 */
export function readValue(
	{ spelling, modifier, segment }: Assignment,
	text: string,
	draft: Draft,
	problems: ProblemList,
): CommandValues[CommandName] | undefined {
	const record = commandRecord(spelling.name);
	const type = (spelling.normalised && record.normalised) || record.type;
	let isAltered = false;
	const value = type.read(text, (message) => {
		isAltered = true;
		problems.warn('invalid-value', `${message}.`, modifier);
	});
	if (isAltered && value !== undefined) keepLeftover(draft, modifier, segment);
	if (value !== undefined) {
		tellShortfalls(spelling.name, value, modifier, problems);
		return value as CommandValues[CommandName];
	}
	problems.error('invalid-value', `${spelled(spelling)}= needs ${type.form}, got ${quote(text)}.`, modifier);
	keepLeftover(draft, modifier, segment);
	return undefined;
}

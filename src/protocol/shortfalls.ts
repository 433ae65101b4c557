import { type CommandName, commandRecord } from './commands.js';
import type { Modifier } from './modifier.js';
import type { ProblemList } from './problem-list.js';

/** Notes what a command asks for in vain: known from its value, without drawing anything. */
export function tellShortfalls(
	name: CommandName,
	value: unknown,
	where: Modifier,
	problems: ProblemList,
): void {
	for (const { instead, when, whenDrawn } of commandRecord(name).shortfalls ?? []) {
		const isAskedFor = !whenDrawn && (when?.(value) ?? true);
		if (isAskedFor) problems.warn('unsupported', shortfallSentence(name, instead), where);
	}
}

/** @param instead of one of the command's shortfalls; absent: of the first */
export function shortfallSentence(
	name: CommandName,
	instead: string | undefined = commandRecord(name).shortfalls?.[0]?.instead,
): string {
	const extent = commandRecord(name).support === 'none' ? 'has no effect here' : 'is honoured in part';
	return `${name}= ${extent}: ${instead}.`;
}

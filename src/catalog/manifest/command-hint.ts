import { COMMAND_NAMES } from '../../protocol/commands.js';
import type { Problem } from '../../protocol/problem.js';
import { nearestName } from '../schema/nearest-name.js';

/**
 * What an unknown command was probably meant to be, as a sentence that follows the problem's message.
 * @returns `''`: the problem is another one, or no command is spelled nearly so
 */
export function commandHint({ code, piece }: Pick<Problem, 'code' | 'piece'>): string {
	if (code !== 'unknown-command') return '';
	const nearest = nearestName(piece.replace(/=.*/s, ''), COMMAND_NAMES);
	return nearest === undefined ? '' : ` Did you mean \`${nearest}=\`?`;
}

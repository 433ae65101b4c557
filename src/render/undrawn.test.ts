import { expect, test } from 'vitest';
import { commandRecord } from '../protocol/commands.js';
import { LAYER_COMMANDS, TEXT_COMMANDS } from './undrawn.js';

test.each([...LAYER_COMMANDS, ...TEXT_COMMANDS])('%s= is not drawn, and its record says so', (name) => {
	expect(commandRecord(name).support).toBe('none');
});

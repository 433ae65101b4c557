import { expect, test } from 'vitest';
import { COMMAND_NAMES, commandRecord, findCommand } from './commands.js';

test.each(COMMAND_NAMES)('%s: the record is complete', (name) => {
	const record = commandRecord(name);
	expect(record.page).toMatch(/^[cr]-[a-z0-9-]+\.md$/);
	expect(record.summary).toMatch(/\.$/);
	expect(record.atComp !== undefined).toBe(record.scope === 'layer');
	expect((record.shortfalls ?? []).length > 0).toBe(record.support !== 'full');
	expect(findCommand(name.toUpperCase())).toEqual({ name, normalised: false });
	expect(findCommand(`${name}N`)).toEqual(record.normalised ? { name, normalised: true } : undefined);
});

test('other names', () => {
	expect(findCommand('colorize')?.name).toBe('op_colorize');
	expect(findCommand('constructor')).toBeUndefined();
});

import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseManifest } from '../../catalog/manifest/manifest.js';
import { closeDatabase, deleteDatabase, openDatabase } from '../../catalog/store/database.js';
import { activateRules, dropOldRules, writeRules } from '../../catalog/store/rule-store.js';
import { readSettings } from '../../catalog/store/settings.js';
import { WorkerMemory } from '../memory/worker-memory.js';
import { rulesInForce } from './rules-in-force.js';

let now = 0;

beforeEach(() => {
	vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(deleteDatabase);

/** As another worker does it: this one is not told. */
async function install(version: string): Promise<void> {
	const manifest = parseManifest({
		version,
		servers: [],
		catalogs: { Acme: { records: { shoe: { UserData: version } } } },
	});
	const { generation } = await writeRules(manifest, { manifestUrl: 'https://shop.test/', digest: version });
	await activateRules(generation);
	await dropOldRules();
}

test.each([
	[0, 'old'],
	[999, 'old'],
	[1000, 'new'],
])('%s ms after they were looked up, rules of another worker: the %s ones count', async (later, version) => {
	const memory = new WorkerMemory();
	await install('old');
	await rulesInForce(memory);
	await install('new');
	now += later;
	expect((await rulesInForce(memory))?.settings.version).toBe(version);
	expect(memory.settings?.version).toBe(version);
});

test('rules of this worker count at once', async () => {
	const memory = new WorkerMemory();
	await install('old');
	await rulesInForce(memory);
	await install('new');
	memory.replace(await readSettings());
	expect((await rulesInForce(memory))?.settings.version).toBe('new');
});

test('rules that are gone are noticed, too', async () => {
	const memory = new WorkerMemory();
	await install('old');
	await rulesInForce(memory);
	await (await openDatabase()).clear('current');
	now += 1000;
	await expect(rulesInForce(memory)).rejects.toMatchObject({ name: 'RulesLostError' });
	await expect(rulesInForce(memory)).rejects.toMatchObject({ name: 'RulesLostError' });
});

test('two routes of one worker look up by themselves', async () => {
	const memories = [new WorkerMemory(), new WorkerMemory()];
	await install('old');
	for (const memory of memories) await rulesInForce(memory);
	await install('new');
	now += 1000;
	for (const memory of memories) expect((await rulesInForce(memory))?.settings.version).toBe('new');
	for (const memory of memories) expect(memory.settings?.version).toBe('new');
});

test('while the database is refused, the rules that were read hold', async () => {
	const memory = new WorkerMemory();
	await install('old');
	await rulesInForce(memory);
	await closeDatabase();
	const open = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
		throw new DOMException('test', 'VersionError');
	});
	now += 1000;
	expect((await rulesInForce(memory))?.settings.version).toBe('old');
	open.mockRestore();
	await closeDatabase();
});

test('a record is read once, found or not', async () => {
	const memory = new WorkerMemory();
	await install('old');
	const rules = await rulesInForce(memory);
	const shoe = { rootId: 'Acme', id: 'shoe' };
	expect(await rules?.record(shoe)).toEqual({ UserData: 'old' });
	expect(await rules?.record({ ...shoe, id: 'boot' })).toBeUndefined();
	await (await openDatabase()).clear('records');
	expect(await rules?.record(shoe)).toEqual({ UserData: 'old' });
});

test('rows of rules that another worker has replaced within the second are gone: the next look finds the new ones', async () => {
	const memory = new WorkerMemory();
	await install('old');
	const old = await rulesInForce(memory);
	await install('new');
	await expect(old?.record({ rootId: 'Acme', id: 'shoe' })).rejects.toMatchObject({ name: 'RulesLostError' });
	expect((await rulesInForce(memory))?.settings.version).toBe('new');
});

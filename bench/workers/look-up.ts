import { readRecord } from '../../src/catalog/rule-store.js';
import { readSettings } from '../../src/catalog/settings.js';

/**
 * Reads records as the worker does, one after another; in a page, which has the database of a worker for the whole site.
 *
 * @returns milliseconds for each
 */
export async function lookUp(rootId: string, ids: readonly string[]): Promise<number> {
	const { generation } = (await readSettings()) ?? { generation: 0 };
	const start = performance.now();
	for (const id of ids) {
		if ((await readRecord(generation, { rootId, id })) === undefined) throw new Error(`there is no ${id}`);
	}
	return (performance.now() - start) / ids.length;
}

/** Reads the settings, as a worker that has just started. @returns milliseconds for each time */
export async function readTimes(times: number): Promise<number> {
	const start = performance.now();
	for (let time = 0; time < times; time++) await readSettings();
	return (performance.now() - start) / times;
}

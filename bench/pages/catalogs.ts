/**
 * What the benchmark of catalogs does in its pages, which have the database of the worker for the whole site. Everything resolves
 * to milliseconds.
 */
import { readRecord } from '../../src/catalog/store/rule-store.js';
import { readSettings } from '../../src/catalog/store/settings.js';

/** Reads records as the worker does, one after another. The time is for each. */
export async function lookUp(rootId: string, ids: readonly string[]): Promise<number> {
	const { generation } = (await readSettings()) ?? { generation: 0 };
	const start = performance.now();
	for (const id of ids) {
		if ((await readRecord(generation, { rootId, id })) === undefined) throw new Error(`there is no ${id}`);
	}
	return (performance.now() - start) / ids.length;
}

/** Reads the settings, as a worker that has just started. The time is for each. */
export async function readSettingsTimes(times: number): Promise<number> {
	const start = performance.now();
	for (let time = 0; time < times; time++) await readSettings();
	return (performance.now() - start) / times;
}

/** Asks for new rules, until they are in force; what is tidied up after that is waited for, not counted. */
export async function install(): Promise<number> {
	const container = navigator.serviceWorker;
	const { port1, port2 } = new MessageChannel();
	const answered = new Promise<{ readonly state?: string }>((resolve) => {
		port1.onmessage = ({ data }) => resolve(data);
	});
	const inForce = new Promise<number>((resolve) => {
		const listen = ({ data }: MessageEvent) => {
			if (data.type !== 'understudy:progress' || data.step !== 'done') return;
			container.removeEventListener('message', listen);
			resolve(performance.now());
		};
		container.addEventListener('message', listen);
	});
	const start = performance.now();
	container.controller?.postMessage({ type: 'understudy:update', force: true }, [port2]);
	const { state } = await answered;
	if (state !== 'installed') throw new Error(`the manifest was not installed but ${state}`);
	return (await inForce) - start;
}

/** Puts the records of the site's manifest into an empty database, in one transaction and nothing else. */
export async function rawPuts(): Promise<number> {
	const { catalogs } = await (await fetch('/image-fallback.json')).json();
	const rows = Object.entries(catalogs.Acme.records);
	await settled(indexedDB.deleteDatabase('raw'));
	const database = await openRaw();
	const start = performance.now();
	const transaction = database.transaction('records', 'readwrite');
	const store = transaction.objectStore('records');
	for (const [id, record] of rows) store.put(record, [1, 'Acme', id]);
	await new Promise<void>((resolve, reject) => {
		transaction.oncomplete = () => resolve();
		transaction.onabort = () => reject(transaction.error);
	});
	const time = performance.now() - start;
	database.close();
	return time;
}

/** The same records, each from a row of its own, with IndexedDB and nothing else. The time is for each. */
export async function rawLookUp(ids: readonly string[]): Promise<number> {
	const database = await filledRaw();
	const start = performance.now();
	for (const id of ids) {
		const records = database.transaction('records').objectStore('records');
		if ((await settled(records.get([1, 'Acme', id]))) === undefined) throw new Error(`there is no ${id}`);
	}
	const time = (performance.now() - start) / ids.length;
	database.close();
	return time;
}

/** The same settings, with IndexedDB and nothing else, beside as many records. The time is for each. */
export async function rawSettingsTimes(times: number): Promise<number> {
	const [database, row] = await Promise.all([filledRaw(), readSettings()]);
	await settled(database.transaction('settings', 'readwrite').objectStore('settings').put(row, 'current'));
	const start = performance.now();
	for (let time = 0; time < times; time++) {
		await settled(database.transaction('settings').objectStore('settings').get('current'));
	}
	const time = (performance.now() - start) / times;
	database.close();
	return time;
}

/** With the rows of `rawPuts`. */
async function filledRaw(): Promise<IDBDatabase> {
	const database = await openRaw();
	if ((await settled(database.transaction('records').objectStore('records').count())) > 0) return database;
	database.close();
	await rawPuts();
	return openRaw();
}

function openRaw(): Promise<IDBDatabase> {
	const opening = indexedDB.open('raw');
	opening.onupgradeneeded = () => {
		for (const store of ['records', 'settings']) opening.result.createObjectStore(store);
	};
	return settled(opening);
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error);
	});
}

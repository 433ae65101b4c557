import type { Attributes } from '../catalog/attributes.js';
import { effectiveAttributes } from '../catalog/effective-attributes.js';
import { readCatalogs, readRecord } from '../catalog/rule-store.js';
import type { Settings } from '../catalog/settings.js';
import type { CatalogRecord, Catalogs, RecordKey } from '../protocol/catalogs.js';
import type { WorkerMemory } from './memory.js';

/** One generation of the shop's rules. Catalogs are in memory without their records. */
export class Rules {
	constructor(
		readonly settings: Settings,
		readonly catalogs: Catalogs,
	) {}

	record(key: RecordKey): Promise<CatalogRecord | undefined> {
		return readRecord(this.settings.generation, key);
	}

	/** What is in force for a request whose main catalog this is. */
	attributesOf(rootId: string): Attributes {
		return effectiveAttributes(this.catalogs, rootId);
	}
}

let inForce: Promise<Rules> | undefined;
let generationInForce: number | undefined;

/** The rules that answer failures now; undefined: none are installed, the layer steps aside. */
export async function rulesInForce(memory: WorkerMemory): Promise<Rules | undefined> {
	await memory.read();
	const { settings } = memory;
	if (settings === undefined) return undefined;
	if (inForce === undefined || generationInForce !== settings.generation) {
		generationInForce = settings.generation;
		inForce = loadRules(settings);
		// a database that refused once is asked again at the next failure
		inForce.catch(() => {
			inForce = undefined;
		});
	}
	return inForce;
}

export async function loadRules(settings: Settings): Promise<Rules> {
	return new Rules(settings, await readCatalogs(settings.generation));
}

import type { Attributes } from '../catalog/attributes.js';
import { effectiveAttributes } from '../catalog/effective-attributes.js';
import type { FontMaps } from '../catalog/font-map.js';
import type { CatalogSource } from '../catalog/resolve-request.js';
import { readCatalogs, readRecord } from '../catalog/rule-store.js';
import type { RuledCatalogs } from '../catalog/rules/preprocess.js';
import { RulesLostError } from '../catalog/rules-lost-error.js';
import { readSettings, type Settings } from '../catalog/settings.js';
import type { CatalogRecord, RecordKey } from '../protocol/catalogs.js';
import type { WorkerMemory } from './memory.js';

/** One generation of the shop's rules. Catalogs are in memory without their records. */
export class Rules implements CatalogSource {
	constructor(
		readonly settings: Settings,
		readonly catalogs: RuledCatalogs,
		readonly fonts: FontMaps,
	) {}

	/** The same rules with catalogs that a rule set has changed for one request. */
	with(catalogs: RuledCatalogs): Rules {
		return catalogs === this.catalogs ? this : new Rules(this.settings, catalogs, this.fonts);
	}

	record(key: RecordKey): Promise<CatalogRecord | undefined> {
		return readRecord(this.settings.generation, key);
	}

	/** What is in force for a request whose main catalog this is. */
	attributesOf(rootId: string): Attributes {
		return effectiveAttributes(this.catalogs, rootId);
	}

	/** For requests that the layer writes itself: they need neither lock nor disguise. */
	get unlocked(): CatalogSource {
		const open = { RequestLock: 0, RequestObfuscation: 0 };
		const catalogs = Object.fromEntries(
			Object.entries(this.catalogs).map(([rootId, catalog]) => [
				rootId,
				{ ...catalog, attributes: { ...catalog.attributes, ...open } },
			]),
		);
		return { catalogs, record: (key) => this.record(key) };
	}
}

let inForce: Promise<Rules> | undefined;
let generationInForce: number | undefined;

/**
 * The rules that answer failures now; undefined: none are installed, the layer steps aside. Another worker
 * may have installed new ones since this one has read them, so they are looked up each time.
 *
 * @throws RulesLostError if there were rules and the database has none any more
 */
export async function rulesInForce(memory: WorkerMemory): Promise<Rules | undefined> {
	await memory.read();
	const settings = await readSettings();
	if (settings === undefined && memory.settings !== undefined)
		throw new RulesLostError(memory.settings.generation);
	if (settings?.generation !== memory.settings?.generation) memory.replace(settings);
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
	const catalogs = await readCatalogs(settings.generation);
	return new Rules(settings, catalogs, catalogs);
}

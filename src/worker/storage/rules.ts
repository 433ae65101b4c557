import type { Attributes } from '../../catalog/attributes.js';
import { effectiveAttributes } from '../../catalog/effective-attributes.js';
import type { FontMaps } from '../../catalog/font-map.js';
import type { CatalogSource } from '../../catalog/resolve-request.js';
import { readCatalogs } from '../../catalog/rule-store.js';
import type { RuledCatalogs } from '../../catalog/rules/preprocess.js';
import { RulesLostError } from '../../catalog/rules-lost-error.js';
import { readSettings, type Settings } from '../../catalog/settings.js';
import type { CatalogRecord, RecordKey } from '../../protocol/catalogs.js';
import type { WorkerMemory } from '../memory/worker-memory.js';
import { RecordMemory } from './record-memory.js';

/** How long a worker trusts the rules that it has looked up, in milliseconds: another one may install new ones. */
const TRUSTED_MS = 1000;

/** One generation of the shop's rules. Catalogs are in memory without their records. */
export class Rules implements CatalogSource {
	constructor(
		readonly settings: Settings,
		readonly catalogs: RuledCatalogs,
		readonly fonts: FontMaps,
		private readonly records = new RecordMemory(settings.generation),
	) {}

	/** The same rules with catalogs that a rule set has changed for one request. */
	with(catalogs: RuledCatalogs): Rules {
		return catalogs === this.catalogs ? this : new Rules(this.settings, catalogs, this.fonts, this.records);
	}

	record(key: RecordKey): Promise<CatalogRecord | undefined> {
		const record = this.records.get(key);
		record.catch(() => {
			lookedUp = undefined;
		});
		return record;
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
let lookedUp: { readonly time: number; readonly isOver: Promise<void> } | undefined;

/**
 * The rules that answer failures now; undefined: none are installed, the layer steps aside. Those that this worker
 * installs count at once. Another worker's are noticed when a second has passed since they were last looked up.
 *
 * @throws RulesLostError if there were rules and the database has none any more
 */
export async function rulesInForce(memory: WorkerMemory): Promise<Rules | undefined> {
	await memory.read();
	const now = performance.now();
	if (memory.settings === undefined || lookedUp === undefined || now - lookedUp.time >= TRUSTED_MS) {
		const isOver = lookUp(memory);
		lookedUp = { time: now, isOver };
		isOver.catch(() => {
			lookedUp = undefined;
		});
	}
	await lookedUp.isOver;
	const { settings } = memory;
	if (settings === undefined) return undefined;
	if (inForce === undefined || generationInForce !== settings.generation) {
		generationInForce = settings.generation;
		inForce = loadRules(settings);
		// a database that refused once is asked again at the next failure
		inForce.catch(() => {
			inForce = undefined;
			lookedUp = undefined;
		});
	}
	return inForce;
}

/** @throws RulesLostError */
async function lookUp(memory: WorkerMemory): Promise<void> {
	const before = memory.settings;
	// nobody knows what is stored: what this worker has read counts
	const settings = await readSettings().catch(() => before);
	// this worker has installed new ones meanwhile
	if (memory.settings !== before) return;
	if (settings === undefined && before !== undefined) throw new RulesLostError(before.generation);
	if (settings?.generation !== before?.generation) memory.replace(settings);
}

export async function loadRules(settings: Settings): Promise<Rules> {
	const catalogs = await readCatalogs(settings.generation);
	return new Rules(settings, catalogs, catalogs);
}

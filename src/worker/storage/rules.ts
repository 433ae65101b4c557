import type { Attributes } from '../../catalog/attributes/attributes.js';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import type { FontMaps } from '../../catalog/lookup/font-map.js';
import type { CatalogSource } from '../../catalog/resolve-request.js';
import type { RuledCatalogs } from '../../catalog/rules/preprocess.js';
import { readCatalogs } from '../../catalog/store/rule-store.js';
import type { Settings } from '../../catalog/store/settings.js';
import type { CatalogRecord, RecordKey } from '../../protocol/catalogs.js';
import { RecordMemory } from './record-memory.js';

/** One generation of the shop's rules. Catalogs are in memory without their records. */
export class Rules implements CatalogSource {
	/** @param onLost told when a record cannot be read: other rules may be in force by now */
	constructor(
		readonly settings: Settings,
		readonly catalogs: RuledCatalogs,
		readonly fonts: FontMaps,
		private readonly onLost: () => void = () => {},
		private readonly records = new RecordMemory(settings.generation),
	) {}

	/** The same rules with catalogs that a rule set has changed for one request. */
	with(catalogs: RuledCatalogs): Rules {
		const { settings, fonts, onLost, records } = this;
		return catalogs === this.catalogs ? this : new Rules(settings, catalogs, fonts, onLost, records);
	}

	record(key: RecordKey): Promise<CatalogRecord | undefined> {
		const record = this.records.get(key);
		record.catch(this.onLost);
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

/** @throws RulesLostError */
export async function loadRules(settings: Settings, onLost?: () => void): Promise<Rules> {
	const catalogs = await readCatalogs(settings.generation);
	return new Rules(settings, catalogs, catalogs, onLost);
}

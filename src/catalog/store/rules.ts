import type { CatalogRecord, RecordKey } from '../../protocol/catalogs.js';
import type { Attributes } from '../attributes/attributes.js';
import { effectiveAttributes } from '../lookup/effective-attributes.js';
import type { FontMaps } from '../lookup/font-map.js';
import type { CatalogSource } from '../resolve-request.js';
import type { RuledCatalogs } from '../rules/preprocess.js';
import type { Settings } from './settings.js';

/** One generation of the shop's rules. Catalogs are in memory without their records, which are looked up one by one. */
export class Rules implements CatalogSource {
	constructor(
		readonly settings: Settings,
		readonly catalogs: RuledCatalogs,
		readonly fonts: FontMaps,
		readonly record: (key: RecordKey) => Promise<CatalogRecord | undefined>,
	) {}

	/** The same rules with catalogs that a rule set has changed for one request. */
	with(catalogs: RuledCatalogs): Rules {
		return catalogs === this.catalogs ? this : new Rules(this.settings, catalogs, this.fonts, this.record);
	}

	/** What is in force for a request whose main catalog this is. */
	attributesOf(rootId: string): Attributes {
		return effectiveAttributes(this.catalogs, rootId);
	}

	/** For requests that the layer writes itself: they need neither lock nor obfuscation. */
	get unlocked(): Rules {
		const open = { RequestLock: 0, RequestObfuscation: 0 };
		const entries = Object.entries(this.catalogs).map(
			([rootId, catalog]) =>
				[rootId, { ...catalog, attributes: { ...catalog.attributes, ...open } }] as const,
		);
		return this.with(Object.fromEntries(entries));
	}
}

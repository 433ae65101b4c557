import type { Attributes } from '../../catalog/attributes/attributes.js';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import type { FontMaps } from '../../catalog/lookup/font-map.js';
import type { Server } from '../../catalog/manifest/manifest.js';
import { serverOf } from '../../catalog/manifest/server-of.js';
import type { CatalogSource } from '../../catalog/resolve-request.js';
import type { RuledCatalogs } from '../../catalog/rules/preprocess.js';
import type { Settings } from '../../catalog/store/settings.js';
import type { CatalogRecord, RecordKey } from '../../protocol/catalogs.js';

/** The shop's rules as the worker has them; records are looked up one by one. */
export class Rulebook implements CatalogSource {
	constructor(
		readonly settings: Settings,
		readonly catalogs: RuledCatalogs & FontMaps,
		private readonly find: (key: RecordKey) => Promise<CatalogRecord | undefined>,
	) {}

	record(key: RecordKey): Promise<CatalogRecord | undefined> {
		return this.find(key);
	}

	/** The same rules with catalogs that a rule set has changed for one request. */
	with(catalogs: RuledCatalogs): Rulebook {
		return catalogs === this.catalogs ? this : new Rulebook(this.settings, catalogs, this.find);
	}

	/** For requests that the layer writes itself: they need neither lock nor disguise. */
	get unlocked(): Rulebook {
		const open = { RequestLock: 0, RequestObfuscation: 0 };
		const entries = Object.entries(this.catalogs).map(
			([rootId, catalog]) =>
				[rootId, { ...catalog, attributes: { ...catalog.attributes, ...open } }] as const,
		);
		return this.with(Object.fromEntries(entries));
	}

	attributesOf(rootId: string): Attributes {
		return effectiveAttributes(this.catalogs, rootId);
	}

	/** The image server that a URL belongs to; undefined: it is none of the manifest's. */
	serverOf(url: string): Server | undefined {
		return serverOf(url, this.settings.servers);
	}
}

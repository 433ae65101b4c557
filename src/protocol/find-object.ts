import { attributeFlag } from './attributes.js';
import { type CatalogRecord, type Catalogs, DEFAULT_CATALOG, type RecordKey } from './catalogs.js';
import type { ImageObject } from './image-request.js';
import { type Translate, untranslated } from './locale.js';

/** Looks up records, and remembers their keys, so that a caller can load them and parse again. */
export class Lookup {
	readonly keys: RecordKey[];
	readonly #known: Set<string>;

	/**
	 * @param shared a look-up of which this one shares the remembered keys
	 * @param table which table of a catalog is searched; only `records` may be too long to be handed in whole
	 */
	constructor(
		readonly catalogs: Catalogs,
		shared?: Lookup,
		readonly table: 'records' | 'staticContent' = 'records',
	) {
		this.keys = shared?.keys ?? [];
		this.#known = shared === undefined ? new Set() : shared.#known;
	}

	/** True if a catalog of that RootId is known. The default catalog cannot be named. */
	knows(rootId: string): boolean {
		return rootId !== DEFAULT_CATALOG && Object.hasOwn(this.catalogs, rootId);
	}

	/** Looks an id up in a catalog, then in the default catalog; in each, its translations in their order. */
	find(rootId: string, id: string, translate: Translate): Omit<ImageObject, 'specifier'> | undefined {
		for (const catalog of new Set([rootId, DEFAULT_CATALOG])) {
			for (const translated of translate(id)) {
				const record = this.#record({ rootId: catalog, id: translated });
				if (record) return { rootId: catalog, id: translated, record };
			}
		}
		return undefined;
	}

	#record(key: RecordKey): CatalogRecord | undefined {
		const name = `${key.rootId}\n${key.id}`;
		if (this.table === 'records' && !this.#known.has(name)) {
			this.#known.add(name);
			this.keys.push(key);
		}
		if (!Object.hasOwn(this.catalogs, key.rootId)) return undefined;
		const records = this.catalogs[key.rootId]?.[this.table];
		return records && Object.hasOwn(records, key.id) ? records[key.id] : undefined;
	}
}

/** The catalog and the object that a URL path names (`r-object.md`, `r-image-catalogs.md`). */
export function findPathObject(
	elements: readonly string[],
	lookup: Lookup,
	translate: Translate,
): { catalog: string; object: ImageObject | undefined } {
	const specifier = elements.join('/');
	const [rootId = '', ...rest] = elements;
	if (elements.length === 0) return { catalog: DEFAULT_CATALOG, object: undefined };
	if (!lookup.knows(rootId))
		return { catalog: DEFAULT_CATALOG, object: inDefault(specifier, lookup, translate) };
	if (rest.length === 0) return { catalog: rootId, object: undefined };

	const id = rest.join('/');
	const found = lookup.find(rootId, id, translate);
	if (found) return { catalog: rootId, object: { specifier, ...found } };
	if (attributeFlag(lookup.catalogs, rootId, 'FullMatch')) {
		// the catalog is ignored altogether: also its default and error image
		return { catalog: DEFAULT_CATALOG, object: path(specifier, DEFAULT_CATALOG, specifier) };
	}
	return { catalog: rootId, object: path(specifier, rootId, id) };
}

/**
 * The object that `src=`, `mask=`, `template=` or `defaultImage=` names: the whole text as an id of
 * the main catalog, else catalog and id, else a path. A leading `/` means the default catalog.
 */
export function findObject(
	specifier: string,
	mainCatalog: string,
	lookup: Lookup,
	translate: Translate = untranslated,
): ImageObject {
	const rooted = specifier.startsWith('/');
	const text = rooted ? specifier.slice(1) : specifier;
	const catalog = rooted ? DEFAULT_CATALOG : mainCatalog;
	const whole = lookup.find(catalog, text, translate);
	if (whole) return { specifier, ...whole };

	const slash = text.indexOf('/');
	const rootId = text.slice(0, Math.max(0, slash));
	const id = text.slice(slash + 1);
	const named = lookup.knows(rootId) ? lookup.find(rootId, id, translate) : undefined;
	if (named) return { specifier, ...named };
	if (attributeFlag(lookup.catalogs, mainCatalog, 'FullMatch')) return path(specifier, DEFAULT_CATALOG, text);
	return lookup.knows(rootId) ? path(specifier, rootId, id) : path(specifier, catalog, text);
}

function inDefault(specifier: string, lookup: Lookup, translate: Translate): ImageObject {
	const found = lookup.find(DEFAULT_CATALOG, specifier, translate);
	return found ? { specifier, ...found } : path(specifier, DEFAULT_CATALOG, specifier);
}

function path(specifier: string, rootId: string, id: string): ImageObject {
	return { specifier, rootId, id, record: undefined };
}

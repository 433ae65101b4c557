import type { CatalogData, CatalogRecord, RecordKey } from '../../protocol/catalogs.js';

/** Look-ups by names that come from outside: what every JavaScript object inherits is no catalog and no record. */

export function catalogOf<Catalog extends CatalogData>(
	catalogs: Readonly<Record<string, Catalog>>,
	rootId: string,
): Catalog | undefined {
	return Object.hasOwn(catalogs, rootId) ? catalogs[rootId] : undefined;
}

export function recordOf(
	catalogs: Readonly<Record<string, CatalogData>>,
	{ rootId, id }: RecordKey,
): CatalogRecord | undefined {
	const records = catalogOf(catalogs, rootId)?.records ?? {};
	return Object.hasOwn(records, id) ? records[id] : undefined;
}

import type { CatalogRecord } from '../../../protocol/catalogs.js';

/** A field as text; empty if there is no record or no such field. */
export function fieldText(record: CatalogRecord | undefined, name: string): string {
	const value = record !== undefined && Object.hasOwn(record, name) ? record[name] : undefined;
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** A field of which 0 and nothing mean the attribute of the same name (`r-image-svg-data.md`). */
export function fieldNumber(record: CatalogRecord | undefined, name: string): number | undefined {
	const number = Number(fieldText(record, name));
	return Number.isFinite(number) && number !== 0 ? number : undefined;
}

import type { CatalogRecord } from '../../protocol/catalogs.js';

/**
 * A template as a line of the manifest's `records`.
 *
 * @param query commands, in one line
 * @param based the record that the template begins with: its picture is kept
 */
export function manifestRecord(id: string, query: string, based?: CatalogRecord): string {
	const { Modifier: _, PostModifier: __, ...picture } = based ?? {};
	return `${JSON.stringify(id)}: ${JSON.stringify({ ...picture, Modifier: query }, undefined, '\t')}`;
}

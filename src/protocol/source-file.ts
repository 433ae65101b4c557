import { attributeText } from './attributes.js';
import { type Catalogs, DEFAULT_CATALOG } from './catalogs.js';
import type { ImageObject } from './image-request.js';

/**
 * The file of an object below the server's own root: `RootPath` of its catalog and the record's
 * `Path`, or its path where it has no record, with `DefaultExt` if that has no suffix
 * (`r-rootpath.md`, `r-defaultext.md`).
 */
export function sourceFile({ rootId, id, record }: ImageObject, catalogs: Catalogs): string {
	const catalog = Object.hasOwn(catalogs, rootId) ? rootId : DEFAULT_CATALOG;
	const file = withExtension(record?.Path ?? id, attributeText(catalogs, catalog, 'DefaultExt'));
	return joinPath(attributeText(catalogs, catalog, 'RootPath'), file);
}

/** Joins paths from right to left until the path is absolute (`r-source-data.md`). */
export function joinPath(...parts: readonly string[]): string {
	return parts.reduceRight((joined, part) => {
		if (part === '' || joined.startsWith('/')) return joined;
		return joined === '' ? part : `${part.replace(/\/+$/, '')}/${joined}`;
	}, '');
}

/** Adds a suffix to a path whose last element has none: a period and at least one character. */
export function withExtension(path: string, extension: string): string {
	return /\.[^./\\]+$/.test(path) ? path : path + extension;
}

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

/** Joins two paths; an absolute one stands for itself. */
export function joinPath(root: string, path: string): string {
	if (path.startsWith('/') || root === '') return path;
	return `${root.replace(/\/+$/, '')}/${path}`;
}

/** Adds a suffix to a path whose last element has none: a period and at least one character. */
export function withExtension(path: string, extension: string): string {
	return /\.[^./]+$/.test(path) ? path : path + extension;
}

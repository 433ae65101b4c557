import type { ImageObject } from '../protocol/image-request.js';
import type { Attributes } from './attributes.js';

/**
 * Where the file of an object lies on the shop's own origin, as a URL path (`/fallback/no-image.png`).
 * The documented join: right to left, `RootPath` before `Path`, until the path is absolute; a path
 * without a suffix gets `DefaultExt` (`r-source-data.md`, `r-defaultext.md`).
 * @returns undefined if the object has no record, or its record no `Path` (a template)
 */
export function assetPath(
	object: ImageObject,
	attributes: Pick<Attributes, 'RootPath' | 'DefaultExt'>,
): string | undefined {
	const file = object.record?.Path;
	if (file === undefined || file === '') return undefined;
	return urlPath(joinPath(attributes.RootPath, withExtension(file, attributes.DefaultExt)));
}

/** A suffix is a period followed by at least one character, in the last element of the path. */
export function withExtension(file: string, extension: string | undefined): string {
	return extension === undefined || /\.[^./\\]+$/.test(file) ? file : file + extension;
}

/** Joins from right to left until the path is absolute. */
export function joinPath(...parts: readonly (string | undefined)[]): string {
	return parts.reduceRight<string>((joined, part = '') => {
		if (part === '' || joined.startsWith('/')) return joined;
		return joined === '' ? part : `${part.replace(/\/$/, '')}/${joined}`;
	}, '');
}

/**
 * Resolved against the origin's root. A `#` belongs to the file's name. Doubled slashes and backslashes
 * are made harmless: `//host/x` would lead a browser to another origin.
 */
function urlPath(path: string): string {
	const file = path.replaceAll('\\', '%5C').replaceAll('#', '%23').replace(/^\/+/, '');
	const { pathname, search } = new URL(`http://origin/${file}`);
	return pathname.replace(/\/{2,}/g, '/') + search;
}

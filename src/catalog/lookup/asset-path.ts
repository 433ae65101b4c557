import type { ImageObject } from '../../protocol/image-request.js';
import { joinPath, withExtension } from '../../protocol/source-file.js';
import type { Attributes } from '../attributes/attributes.js';

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
	return urlPath(joinPath(attributes.RootPath ?? '', withExtension(file, attributes.DefaultExt ?? '')));
}

/**
 * Where the file of an object without a record lies on the shop's own origin, if an image server does not have it:
 * `DefaultImage` and `ErrorImage` may name a file below `RootPath` (`r-is-cat-defaultimage.md`, `r-errorimage.md`).
 * @returns undefined if there is a record, or the name has no suffix or is a URL
 */
export function namedFile(
	{ id, record }: ImageObject,
	attributes: Pick<Attributes, 'RootPath'>,
): string | undefined {
	if (record || !/^[^:]+\.\w+$/.test(id)) return undefined;
	return urlPath(joinPath(attributes.RootPath ?? '', id));
}

/**
 * Resolved against the origin's root, which stands in for the folder of the server's installation: not
 * against the manifest, which no page knows anything of. A `#` belongs to the file's name. Doubled slashes and backslashes
 * are made harmless: `//host/x` would lead a browser to another origin.
 */
function urlPath(path: string): string {
	const file = path.replaceAll('\\', '%5C').replaceAll('#', '%23').replace(/^\/+/, '');
	const { pathname, search } = new URL(`http://origin/${file}`);
	return pathname.replace(/\/{2,}/g, '/') + search;
}

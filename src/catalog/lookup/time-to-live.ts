import type { Catalogs } from '../../protocol/catalogs.js';
import type { ImageObject, ImageRequest, LayerSource } from '../../protocol/image-request.js';
import { effectiveAttributes } from './effective-attributes.js';

/** Answers about an image or a catalog instead of an image (`attribute::NonImgExpiration`). */
const NON_IMAGE: ReadonlySet<string> = new Set([
	'exists',
	'props',
	'imageprops',
	'catalogprops',
	'imageset',
	'set',
	'mbrset',
]);

/** Never kept by a client. */
const NOT_CACHEABLE: ReadonlySet<string> = new Set([
	'validate',
	'resolve',
	'loadcache',
	'message',
	'savetofile',
]);

/**
 * How long a client may keep the reply to a request that succeeds: the least that any of its layers
 * allows (`r-image-catalogs.md`). Default and error images have times of their own.
 * @returns hours; 0 not at all, `Infinity` for ever
 */
export function hoursToLive(request: ImageRequest, catalogs: Catalogs): number {
	const type = request.commands.req?.type ?? 'img';
	if (NOT_CACHEABLE.has(type)) return 0;
	const attributes = effectiveAttributes(catalogs, request.catalog);
	if (NON_IMAGE.has(type)) return lifetime(attributes.NonImgExpiration);
	const objects = requestObjects(request);
	if (objects.length === 0) return lifetime(attributes.Expiration);
	return Math.min(...objects.map((object) => objectLifetime(object, catalogs)));
}

/** A record's own `Expiration`, unless it is -2, else the attribute of the catalog it lies in. */
function objectLifetime({ rootId, record }: ImageObject, catalogs: Catalogs): number {
	const own = record?.Expiration;
	if (own !== undefined && own !== -2) return lifetime(own);
	return lifetime(effectiveAttributes(catalogs, rootId).Expiration);
}

/** -1 is for ever; among several times it must not be the least. */
function lifetime(hours: number): number {
	return hours === -1 ? Number.POSITIVE_INFINITY : hours;
}

/** The objects that take part in a reply, those of nested requests too. */
function requestObjects({ object, template, layers }: ImageRequest): readonly ImageObject[] {
	const named = [object, template].filter((one) => one !== undefined);
	const sources = layers.flatMap(({ source, mask }) => (mask === undefined ? [source] : [source, mask]));
	return [...named, ...sources.flatMap(sourceObjects)];
}

function sourceObjects(source: LayerSource): readonly ImageObject[] {
	if (source.type === 'image') return [source.object];
	return source.type === 'nested' ? requestObjects(source.request) : [];
}

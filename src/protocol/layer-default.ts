import { encodeObject } from './encoding.js';
import { findObject } from './find-object.js';
import type { ImageObject, LayerSource } from './image-request.js';
import type { SourceContext } from './read-sources.js';

/**
 * What stands in for the images that are missing, each at its own layer (`r-defaultimagemode.md`, mode 1).
 * Masks and templates are not replaced: a picture is neither.
 */
export interface LayerDefault {
	/** names of the missing objects, as `objectName` writes them */
	readonly missing: ReadonlySet<string>;
	/** the default object, as `src=` would name it: `Acme/no-image` */
	readonly object: string;
}

/** The name by which two objects can be told apart, wherever and however they were written. */
export function objectName({ rootId, id }: Pick<ImageObject, 'rootId' | 'id'>): string {
	return `${rootId}/${id}`;
}

type Finder = Pick<SourceContext, 'layerDefault' | 'catalog' | 'lookup' | 'translate'>;

/**
 * The default object in the place of a path object that no catalog has: the request reads as if its path had
 * named it. Where there is a record, its commands and layers stay, and `standIn` replaces its picture.
 */
export function pathStandIn(named: ImageObject | undefined, finder: Finder): ImageObject | undefined {
	return named && named.record === undefined ? (defaultFor(named, finder) ?? named) : named;
}

/**
 * The default object in the place of a missing source; undefined: this one is not missing, or nothing else
 * is there. A default object that is a template without a picture of its own is nested, since it has layers
 * itself.
 */
export function standIn(
	source: LayerSource | undefined,
	context: SourceContext,
): Extract<LayerSource, { type: 'image' | 'nested' }> | undefined {
	const object = source?.type === 'image' ? defaultFor(source.object, context) : undefined;
	if (object === undefined) return undefined;
	if (object.record?.Path || !object.record?.Modifier) return { type: 'image', object };
	const request = context.readNested(encodeObject(object.specifier), undefined);
	return request && { type: 'nested', request };
}

function defaultFor(object: ImageObject, finder: Finder): ImageObject | undefined {
	const { layerDefault, catalog, lookup, translate } = finder;
	if (!layerDefault?.missing.has(objectName(object))) return undefined;
	const found = findObject(layerDefault.object, catalog, lookup, translate);
	return layerDefault.missing.has(objectName(found)) ? undefined : found;
}

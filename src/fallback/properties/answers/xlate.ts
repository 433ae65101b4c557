import { recordOf } from '../../../catalog/lookup/record-lookup.js';
import { attributeText } from '../../../protocol/attributes.js';
import { type Catalogs, DEFAULT_CATALOG, type RecordKey } from '../../../protocol/catalogs.js';
import type { ImageRequest } from '../../../protocol/image-request.js';
import type { Answerer } from '../answer.js';

/**
 * The records that an object has in all locales: `xlate.translatedIds=image,image_fr,image_de`.
 * @see `r-xlate.md`
 */
export const xlate: Answerer = (request, { catalogs }) => {
	const found = translations(request, catalogs).filter((key) => isThere(key, request, catalogs));
	const ids = new Set(found.map(({ id }) => id));
	return { properties: [['xlate.translatedIds', [...ids].join(',')]] };
};

/** Every record that the object of a request may be translated to, by `LocaleMap`. */
export function translations({ object, catalog }: ImageRequest, catalogs: Catalogs): RecordKey[] {
	if (object === undefined) return [];
	const prefix = `${catalog}/`;
	const { specifier } = object;
	const id = specifier.startsWith(prefix) ? specifier.slice(prefix.length) : specifier;
	const items = attributeText(catalogs, catalog, 'LocaleMap').split('|');
	const suffixes = items.flatMap((item) => item.split(',').slice(1)).map((suffix) => suffix.trim());
	const ids = [...new Set(suffixes.length > 0 ? suffixes : [''])].map((suffix) => id + suffix);
	const rootIds = [...new Set([catalog, DEFAULT_CATALOG])];
	return ids.flatMap((translated) => rootIds.map((rootId) => ({ rootId, id: translated })));
}

function isThere(key: RecordKey, { object }: ImageRequest, catalogs: Catalogs): boolean {
	const isObject = object?.record && object.rootId === key.rootId && object.id === key.id;
	return isObject || recordOf(catalogs, key) !== undefined;
}

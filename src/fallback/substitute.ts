import { type Catalogs, DEFAULT_CATALOG } from '../protocol/catalogs.js';
import { formatCommands } from '../protocol/format-image-request.js';
import type { RequestCommands } from '../protocol/image-request.js';
import type { LayerDefault } from '../protocol/layer-default.js';
import type { PropertyReply } from './properties/index.js';
import type { ErrorText } from './wording.js';

/** What is shown, or sent, in the place of a failed image. */
export type Substitute =
	| LastGoodSubstitute
	| PictureSubstitute
	| { readonly kind: 'properties'; readonly reply: PropertyReply };

export interface LastGoodSubstitute {
	readonly kind: 'last-good';
	/** the object that was asked for; undefined: none is named */
	readonly object: string | undefined;
	/** how another size of the picture is to be scaled: `wid=300&fmt=png`; empty: it is not */
	readonly query: string;
	/** asked for, in pixels */
	readonly width: number | undefined;
	readonly height: number | undefined;
}

export interface PictureSubstitute {
	readonly kind: 'default-image' | 'layer-default' | 'error-image';
	/**
	 * the effective request, below the server's origin: `/is/image/cat/na?wid=300&fmt=png`. A `layer-default`
	 * is the request that failed, as it stands.
	 */
	readonly url: string;
	/** the object that is shown, e.g. `cat/na` */
	readonly object: string;
	/** predefined variables of the effective request */
	readonly variables: Readonly<Record<string, string>>;
	/** of a `layer-default`: where the object stands in */
	readonly layerDefault?: LayerDefault;
}

/** A substitute that is rendered: which object, with which commands and variables. */
export function pictureSubstitute(
	kind: 'default-image' | 'error-image',
	object: string,
	mainCatalog: string,
	catalogs: Catalogs,
	commands: RequestCommands = {},
	text?: ErrorText,
): PictureSubstitute {
	const address = objectAddress(object, mainCatalog, catalogs);
	const path = address.split('/').map(encodeURIComponent).join('/');
	const query = formatCommands(commands);
	const variables = text === undefined ? {} : { 'error.title': text.title, 'error.message': text.message };
	return { kind, object: address, url: `/is/image/${path}${query === '' ? '' : `?${query}`}`, variables };
}

/**
 * Where an attribute's object lies: `rootId/id` of any catalog, or an id (or path) of the main catalog.
 * A leading slash leads past the main catalog.
 *
 * @see `r-object.md`
 */
export function objectAddress(object: string, mainCatalog: string, catalogs: Catalogs): string {
	const path = object.replace(/^\/+/, '');
	const [root = ''] = path.split('/', 1);
	const named = root !== DEFAULT_CATALOG && path !== root && Object.hasOwn(catalogs, root);
	if (named || mainCatalog === DEFAULT_CATALOG || path !== object) return path;
	return `${mainCatalog}/${path}`;
}

/**
 * What the parser reads of the shop's catalogs: plain data in the shape of the manifest's `catalogs`.
 * A worker with 100,000 records hands in only those that a request names.
 */

/** One row of the image data; field names as documented (`r-image-svg-data.md`). */
export interface CatalogRecord {
	readonly Path?: string;
	readonly MaskPath?: string;
	/** commands that the request overrides */
	readonly Modifier?: string;
	/** commands that override the request */
	readonly PostModifier?: string;
	/** hours; -1 never, -2 as the attribute says */
	readonly Expiration?: number;
	/** `x,y` in full-resolution pixels */
	readonly Anchor?: string;
	readonly Resolution?: number;
	readonly [field: string]: unknown;
}

export type AttributeValue = string | number | boolean;

/** One catalog: attributes, records and macros, each as the manifest has them. */
export interface CatalogData {
	/** attribute name as documented -> value; absent is *not defined*, `''` is *defined but empty* */
	readonly attributes?: Readonly<Record<string, AttributeValue>>;
	readonly records?: Readonly<Record<string, CatalogRecord>>;
	/** what `/is/content` serves: ids of their own, of which no record of the image data is one */
	readonly staticContent?: Readonly<Record<string, CatalogRecord>>;
	/** macro name -> commands joined by `&` */
	readonly macros?: Readonly<Record<string, string>>;
}

/** RootId -> catalog. The key `default` holds the default catalog. */
export type Catalogs = Readonly<Record<string, CatalogData>>;

/** The key of the default catalog; no path element can name it. */
export const DEFAULT_CATALOG = 'default';

/** The address of a record: which catalog, which id. */
export interface RecordKey {
	/** a RootId, or `default` */
	readonly rootId: string;
	readonly id: string;
}

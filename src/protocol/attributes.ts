import { type AttributeValue, type Catalogs, DEFAULT_CATALOG } from './catalogs.js';

/**
 * Attributes for which *defined but empty* is a value of its own. All others, when empty, inherit
 * from the default catalog as if they were not defined.
 */
const EMPTY_COUNTS: ReadonlySet<string> = new Set([
	'DefaultExt',
	'DefaultImage',
	'DefaultLocale',
	'ErrorImage',
	'LocaleMap',
	'LocaleStrMap',
	'RootPath',
	'RootUrl',
	'SavePath',
	'StaticContentRootPath',
	'TrustedDomains',
	'Watermark',
]);

function own(catalogs: Catalogs, rootId: string, name: string): AttributeValue | undefined {
	if (!Object.hasOwn(catalogs, rootId)) return undefined;
	const attributes = catalogs[rootId]?.attributes;
	const value = attributes && Object.hasOwn(attributes, name) ? attributes[name] : undefined;
	return value === '' && !EMPTY_COUNTS.has(name) ? undefined : value;
}

/**
 * An attribute of a catalog, inherited from the default catalog where the catalog does not define it.
 * @returns undefined if neither defines it; `''` if the catalog switches it off
 */
export function attributeValue(catalogs: Catalogs, rootId: string, name: string): AttributeValue | undefined {
	return own(catalogs, rootId, name) ?? own(catalogs, DEFAULT_CATALOG, name);
}

/** An attribute as text; `''` if it is not defined. */
export function attributeText(catalogs: Catalogs, rootId: string, name: string): string {
	return String(attributeValue(catalogs, rootId, name) ?? '');
}

/** An attribute of type flag: 1 is true, 0 false; anything else is as good as not defined (`r-flag.md`). */
export function attributeFlag(catalogs: Catalogs, rootId: string, name: string): boolean {
	const flags = [rootId, DEFAULT_CATALOG].map((id) => String(own(catalogs, id, name) ?? '').trim());
	return /^(?:1|true)$/.test(flags.find((flag) => /^(?:[01]|true|false)$/.test(flag)) ?? '');
}

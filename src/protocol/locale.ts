import { attributeText } from './attributes.js';
import type { Catalogs } from './catalogs.js';

/** Turns an object id into those that are tried for a locale, best first (`r-object-id-translation.md`). */
export type Translate = (id: string) => readonly string[];

export const untranslated: Translate = (id) => [id];

/** `locId,value,…|locId,value,…` as the attributes `LocaleMap` and `LocaleStrMap` write it. */
function readMap(map: string): { locale: string; values: string[] }[] {
	return map.split('|').map((item) => {
		const [locale = '', ...values] = item.split(',').map((token) => token.trim());
		return { locale: locale.toLowerCase(), values };
	});
}

/** The locales that a map has items for, the nameless one left out. */
export function localesOf(map: string): string[] {
	return readMap(map).flatMap(({ locale }) => (locale === '' ? [] : [locale]));
}

/** The values for a locale: its own, else those of the item without a locale. */
export function localeValues(map: string, locale: string): readonly string[] | undefined {
	const items = readMap(map);
	const wanted = locale.toLowerCase();
	return (items.find((item) => item.locale === wanted) ?? items.find((item) => item.locale === ''))?.values;
}

/**
 * How ids are translated for a request.
 * @param locale value of `locale=`; undefined or empty: the catalog's `DefaultLocale`
 * @returns undefined if the catalog has rules but none for this locale: an error by the documentation
 */
export function translation(
	catalogs: Catalogs,
	catalog: string,
	locale: string | undefined,
): Translate | undefined {
	const map = attributeText(catalogs, catalog, 'LocaleMap');
	if (map === '') return untranslated;
	const suffixes = localeValues(map, locale || attributeText(catalogs, catalog, 'DefaultLocale'));
	return suffixes && ((id) => suffixes.map((suffix) => id + suffix));
}

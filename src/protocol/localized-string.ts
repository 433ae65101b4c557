import { localeValues } from './locale.js';

/** `^loc=locId^` and what follows it; a `^` elsewhere is data. */
const TOKEN = /\^loc=([^^]*)\^/g;

/** Chooses the variant of a string for a locale. */
export type LocalizeString = (element: string) => string;

/**
 * How strings of a catalog are localized (`r-text-string-localization.md`).
 * @param map the attribute `LocaleStrMap`; empty: strings pass unchanged
 * @param locale value of `locale=`, or the catalog's `DefaultLocale`
 */
export function stringLocalization(map: string, locale: string): LocalizeString {
	if (map === '') return (element) => element;
	const wanted = localeValues(map, locale) ?? [];
	return (element) => {
		const [standard = '', ...parts] = element.split(TOKEN);
		// a string without a token is the same in every language
		if (parts.length === 0) return element;
		const variants = new Map([['', standard]]);
		for (let index = 0; index + 1 < parts.length; index += 2) {
			const locId = parts[index] ?? '';
			if (locId !== '' && !variants.has(locId)) variants.set(locId, parts[index + 1] ?? '');
		}
		return variants.get(wanted.find((locId) => variants.has(locId)) ?? '\n') ?? '';
	};
}

const PROPERTY_BREAK = /\?\?|\r\n/g;

/** `UserData`: every value, in properties separated by `??` or CR LF. Line ends come out as CR LF. */
export function localizeUserData(data: string, localize: LocalizeString): string {
	return localizeProperties(data, () => true, localize);
}

/** `Targets`: the values of `target.*.label` and `target.*.userdata`. */
export function localizeTargets(data: string, localize: LocalizeString): string {
	return localizeProperties(data, (name) => /^target\.[^.]*\.(?:label|userdata)$/i.test(name), localize);
}

/** `ImageSet`: every element between its delimiters; a colour such as `0xff0000` passes unchanged. */
export function localizeImageSet(set: string, localize: LocalizeString): string {
	return set.replace(/[^,;:{}()]+/g, (element) => {
		const color = /^0x[0-9a-f]{6}/i.exec(element)?.[0] ?? '';
		return color + localize(element.slice(color.length));
	});
}

/** `Map`: the quoted values of all attributes but `coords` and `shape`. */
export function localizeMap(map: string, localize: LocalizeString): string {
	return map.replace(
		/([\w-]+)(\s*=\s*)(?:"([^"]*)"|'([^']*)')/g,
		(whole, name: string, equals: string, double?: string, single?: string) => {
			if (/^(?:coords|shape)$/i.test(name)) return whole;
			const quote = double === undefined ? "'" : '"';
			return `${name}${equals}${quote}${localize(double ?? single ?? '')}${quote}`;
		},
	);
}

function localizeProperties(
	data: string,
	isLocalized: (name: string) => boolean,
	localize: LocalizeString,
): string {
	return data
		.split(PROPERTY_BREAK)
		.map((property) => {
			const equals = property.indexOf('=');
			if (equals < 0 || !isLocalized(property.slice(0, equals).trim())) return property;
			return property.slice(0, equals + 1) + localize(property.slice(equals + 1));
		})
		.join('\r\n');
}

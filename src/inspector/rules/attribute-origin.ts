import { attributeValueText } from '../../catalog/attributes/attribute-types.js';
import { ATTRIBUTES, type AttributeName } from '../../catalog/attributes/attributes.js';
import { catalogOf } from '../../catalog/lookup/record-lookup.js';
import { type Catalogs, DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import { valueText } from './value-text.js';

/** Where an attribute's value comes from; `none`: nobody gives one. */
export type Origin = 'rule' | 'catalog' | 'default catalog' | 'built-in' | 'none';

/** An attribute as it counts in a catalog. */
export interface OriginatedValue {
	readonly name: AttributeName;
	readonly origin: Origin;
	/** in the notation of a manifest; `''`: none */
	readonly text: string;
	/** true: defined but empty, which switches it off */
	readonly isOff: boolean;
	/** what the default catalog says, and the catalog's own value hides; absent: nothing is hidden */
	readonly hidden?: string;
}

/**
 * What counts in a catalog for one attribute, and who says so; the inheritance is that of `effectiveAttributes`.
 *
 * @param before the catalogs before a rule changed the attributes of one request; absent: no rule did
 */
export function originOf(
	name: AttributeName,
	catalogs: Catalogs,
	rootId: string,
	before: Catalogs = catalogs,
): OriginatedValue {
	const own = written(catalogs, rootId, name);
	if (own !== written(before, rootId, name)) {
		return { name, origin: 'rule', text: own ?? '', isOff: own === '' };
	}
	const { type, inheritance, initial } = ATTRIBUTES[name];
	const inherited = inheritance === 'C' ? undefined : written(catalogs, DEFAULT_CATALOG, name);
	const isDefault = rootId === DEFAULT_CATALOG || catalogOf(catalogs, rootId) === undefined;
	const candidates = [
		{ origin: isDefault ? 'default catalog' : 'catalog', text: own },
		{ origin: 'default catalog', text: inherited },
	] as const;
	for (const { origin, text } of candidates) {
		if (text === undefined) continue;
		const hides = origin === 'catalog' && inherited !== undefined && inherited !== text;
		const hidden = hides ? { hidden: inherited } : {};
		if (type.parse(text) !== undefined) return { name, origin, text, isOff: false, ...hidden };
		const endsHere = inheritance === 'B' || inheritance === 'D';
		if (endsHere && initial === undefined) return { name, origin, text: '', isOff: true, ...hidden };
		if (endsHere) break;
	}
	const origin = initial === undefined ? 'none' : 'built-in';
	return { name, origin, text: valueText(initial), isOff: false };
}

/** The text of a catalog's own attribute; an unknown RootId means the default catalog. */
function written(catalogs: Catalogs, rootId: string, name: string): string | undefined {
	const { attributes = {} } = catalogOf(catalogs, rootId) ?? catalogOf(catalogs, DEFAULT_CATALOG) ?? {};
	const value = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
	return value === undefined ? undefined : attributeValueText(value);
}

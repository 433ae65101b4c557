import { type AttributeValue, type Catalogs, DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import { attributeValueText } from '../attributes/attribute-types.js';
import {
	ATTRIBUTE_NAMES,
	ATTRIBUTES,
	type AttributeRecord,
	type Attributes,
} from '../attributes/attributes.js';
import { catalogOf } from './record-lookup.js';

export type AttributeValues = Readonly<Record<string, AttributeValue>>;

const NONE: AttributeValues = {};

/** Those of the default catalog -> those of a catalog -> what was worked out: each failed image asks several times. */
const known = new WeakMap<AttributeValues, WeakMap<AttributeValues, Attributes>>();

/**
 * The attributes in force in a catalog, inheritance done (`c-default-catalog.md`).
 * @param rootId a RootId of `catalogs`; any other means the default catalog
 * @param overrides attribute values that matched rules set for this request
 */
export function effectiveAttributes(
	catalogs: Catalogs,
	rootId: string,
	overrides?: AttributeValues,
): Attributes {
	const inherited = catalogOf(catalogs, DEFAULT_CATALOG)?.attributes ?? NONE;
	const catalog = catalogOf(catalogs, rootId);
	const own = (catalog === undefined ? inherited : catalog.attributes) ?? NONE;
	if (overrides !== undefined) return workOut({ ...own, ...overrides }, inherited);
	const ofInherited = known.get(inherited) ?? new WeakMap<AttributeValues, Attributes>();
	known.set(inherited, ofInherited);
	const attributes = ofInherited.get(own) ?? workOut(own, inherited);
	ofInherited.set(own, attributes);
	return attributes;
}

function workOut(own: AttributeValues, inherited: AttributeValues): Attributes {
	const values = ATTRIBUTE_NAMES.map((name) => [
		name,
		effectiveValue(ATTRIBUTES[name], read(own, name), read(inherited, name)),
	]);
	return Object.fromEntries(values) as Attributes;
}

function read(values: AttributeValues, name: string): string | undefined {
	const value = Object.hasOwn(values, name) ? values[name] : undefined;
	return value === undefined ? undefined : attributeValueText(value);
}

function effectiveValue(
	{ type, inheritance, initial }: AttributeRecord<unknown>,
	own: string | undefined,
	inherited: string | undefined,
): unknown {
	const parse = (value: string | undefined) => (value === undefined ? undefined : type.parse(value));
	switch (inheritance) {
		case 'A':
			return parse(own) ?? parse(inherited) ?? initial;
		case 'B':
		case 'D':
			// the first *text* decides, not the first value: an own empty text is an answer, namely «off»
			return parse(own ?? inherited) ?? initial;
		case 'C':
			return parse(own) ?? initial;
	}
}

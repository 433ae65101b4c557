import { code } from './markdown.mjs';

/**
 * As much of JSON Schema as the manifest's schema uses.
 *
 * @typedef {object} Schema
 * @property {string | string[]} [type]
 * @property {string} [description]
 * @property {Readonly<Record<string, Schema>>} [properties]
 * @property {readonly string[]} [required]
 * @property {Schema | boolean} [additionalProperties] of maps: the schema of their values
 * @property {Schema} [propertyNames]
 * @property {Schema} [items]
 * @property {readonly unknown[]} [enum]
 * @property {readonly Schema[]} [anyOf]
 * @property {unknown} [default]
 * @property {number} [minimum]
 * @property {number} [maximum]
 */

/**
 * One object of the manifest.
 *
 * @typedef {object} Part
 * @property {string} path e.g. `servers[]`, `catalogs.*.records.*`; `''`: the manifest
 * @property {readonly Member[]} members
 */

/**
 * @typedef {object} Member
 * @property {string} name
 * @property {string} path
 * @property {Schema} schema
 * @property {boolean} isRequired
 */

/**
 * Every object of a schema, from the outside in.
 *
 * @param {Schema} schema
 * @param {string} [path]
 * @returns {Part[]}
 */
export function parts(schema, path = '') {
	const { properties, required = [], items, additionalProperties } = schema;
	if (properties) {
		const members = Object.entries(properties).map(([name, member]) => ({
			name,
			path: path === '' ? name : `${path}.${name}`,
			schema: member,
			isRequired: required.includes(name),
		}));
		return [{ path, members }, ...members.flatMap((member) => parts(member.schema, member.path))];
	}
	if (items) return parts(items, `${path}[]`);
	return typeof additionalProperties === 'object' ? parts(additionalProperties, `${path}.*`) : [];
}

/**
 * What a value looks like, in words.
 *
 * @param {Schema} schema
 * @returns {string}
 */
export function form(schema) {
	const { type, items, properties, additionalProperties } = schema;
	if (schema.enum) return schema.enum.map((value) => code(value === '' ? '""' : value)).join(', ');
	if (schema.description) return schema.description;
	if (items) return items.properties ? 'an array of objects' : `an array of ${form(items)}`;
	if (properties) return 'an object';
	if (typeof additionalProperties === 'object') {
		const names = schema.propertyNames?.description;
		return names ? `an object; each name is ${names}` : 'an object';
	}
	if (type === 'integer' || type === 'number') return number(schema);
	if (schema.anyOf) return schema.anyOf.map(form).join(' or ');
	if (type === 'string') return 'a string';
	if (type === 'boolean') return '`true`, `false`';
	throw new Error(`no words for the schema ${JSON.stringify(schema)}`);
}

/** @param {Schema} schema */
function number({ type, minimum, maximum }) {
	const kind = type === 'integer' ? 'a whole number' : 'a number';
	return minimum === undefined || maximum === undefined
		? kind
		: `${kind} from ${minimum.toLocaleString('en')} to ${maximum.toLocaleString('en')}`;
}

/**
 * What counts if it is left out.
 *
 * @param {Member} member
 */
export function initial({ isRequired, schema }) {
	if (isRequired) return '**required**';
	if (schema.default === undefined || typeof schema.default === 'object') return '';
	return code(schema.default);
}

import * as v from 'valibot';
import type { AttributeValue } from '../../protocol/catalogs.js';
import {
	type AttributeType,
	attributeValueText,
	namesHost,
	parseReal,
	url,
} from '../attributes/attribute-types.js';
import { nearestName } from './nearest-name.js';
import { expected, found } from './schema-parts.js';

/** The single values of the manifest schema; each says in its description what is right. */

export const text = v.string(expected('a string'));

/** A string for which `accepts` holds. */
export function textWhere(form: string, accepts: (value: string) => boolean) {
	return v.pipe(v.string(expected(form)), v.check(accepts, expected(form)), v.description(form));
}

/** @param faultOf what is wrong with such a string, undefined if nothing is */
export function textWithout(form: string, faultOf: (value: string) => string | undefined) {
	return v.pipe(
		v.string(expected(form)),
		v.check(
			(value) => faultOf(value) === undefined,
			({ input }) => `found ${found(input)}; ${faultOf(input)}`,
		),
		v.description(form),
	);
}

/** A string of one pattern, which editors check too. */
export function textLike(pattern: RegExp, form: string) {
	return v.pipe(v.string(expected(form)), v.regex(pattern, expected(form)), v.description(form));
}

/** A catalog's name. */
export const rootId = textLike(/^[^\s/,?#&]+$/, 'a RootId without space, slash, comma, ?, # and &');

export function oneOf<const Options extends readonly (string | number)[]>(options: Options) {
	const names = options.map(String);
	return v.picklist(options, ({ input }) => {
		const nearest = typeof input === 'string' ? nearestName(input, names) : undefined;
		const hint = nearest === undefined ? '' : ` (did you mean \`${nearest}\`?)`;
		return `found ${found(input)}; expected one of ${names.join(', ')}${hint}`;
	});
}

export function wholeNumber(minimum: number, maximum: number) {
	const message = expected(`a whole number from ${minimum} to ${maximum}`);
	return v.pipe(
		v.number(message),
		v.integer(message),
		v.minValue(minimum, message),
		v.maxValue(maximum, message),
	);
}

/**
 * An attribute's value. An .ini file knows strings only, JSON may be more natural.
 * `''` is always right: it is *defined but empty*.
 */
export function attribute({ form, parse }: AttributeType<unknown>, page: string) {
	return v.pipe(
		v.union([v.string(), v.number(), v.boolean()], expected(form)),
		v.check((value: AttributeValue) => {
			const written = attributeValueText(value);
			return written === '' || parse(written) !== undefined;
		}, expected(form)),
		v.description(`${form} (${page})`),
	);
}

/**
 * A number of a data record, which may be written as a string, as in a data file.
 * @param empty the number that an empty field stands for
 */
export function recordNumber(form: string, empty: number, accepts: (value: number) => boolean) {
	return v.pipe(
		v.union([v.number(), v.string()], expected(form)),
		v.check((value) => {
			const written = String(value).trim();
			const number = written === '' ? empty : parseReal(written);
			return number !== undefined && accepts(number);
		}, expected(form)),
		v.description(form),
		v.transform((value) => (String(value).trim() === '' ? empty : Number(value))),
	);
}

/** A path on the shop's own origin, or an absolute URL. */
export const address = textWhere(
	"a path on the shop's own origin or an http(s) URL",
	(value) => value !== '' && (!namesHost(value) || url.parse(value) !== undefined),
);

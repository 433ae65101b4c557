import * as v from 'valibot';
import { addressFilter } from '../attributes/address-filter.js';
import { ATTRIBUTES } from '../attributes/attributes.js';
import { exactObject, listOf } from './schema-parts.js';
import { attribute, oneOf, text, textWhere } from './schema-values.js';

function override(name: keyof typeof ATTRIBUTES) {
	return v.exactOptional(attribute(ATTRIBUTES[name].type, 'r-rule-rule.md'));
}

/** One `<rule>` of a rule set with everything it can hold (`c-rule-set-reference.md`), as JSON. */
export const rule = exactObject(
	{
		/** for messages only */
		name: v.exactOptional(text),
		/** a regular expression searched in `object?modifiers`; absent or empty: always matches */
		expression: v.exactOptional(text),
		/** replaces what matched; absent: the request stays as it is */
		substitution: v.exactOptional(text),
		/** commands appended to the query, this project's short form for the most frequent substitution */
		addQuery: v.exactOptional(text),
		onMatch: v.optional(oneOf(['break', 'continue', 'error']), 'break'),
		replace: v.optional(oneOf(['first', 'all']), 'first'),
		/** contexts the rule applies to; absent: all */
		requestType: v.exactOptional(listOf(oneOf(['is', 'ir', 'static']), 3)),
		/** `''`: any address */
		addressfilter: v.exactOptional(
			textWhere(addressFilter.form, (value) => value === '' || addressFilter.parse(value) !== undefined),
		),
		header: v.exactOptional(
			listOf(
				exactObject({
					name: textWhere('a header name', (value) => /^[\w!#$%&'*+.^`|~-]+$/.test(value)),
					action: v.optional(oneOf(['set', 'add']), 'set'),
					value: text,
				}),
				50,
			),
		),
		/** attributes that take these values for the request; `WaterMark` is the documented spelling */
		attributes: v.exactOptional(
			exactObject(
				{
					DefaultImageMode: override('DefaultImageMode'),
					ErrorImage: override('ErrorImage'),
					Expiration: override('Expiration'),
					MaxPix: override('MaxPix'),
					RequestLock: override('RequestLock'),
					RequestObfuscation: override('RequestObfuscation'),
					RootUrl: override('RootUrl'),
					SavePath: override('SavePath'),
					WaterMark: override('Watermark'),
				},
				{ noun: 'attribute of a rule' },
			),
		),
	},
	{ example: '{"expression":"^shoes/","addQuery":"defaultImage=no-shoe"}' },
);

export type Rule = v.InferOutput<typeof rule>;

import * as v from 'valibot';
import { ATTRIBUTE_NAMES, ATTRIBUTES, type AttributeName } from '../attributes/attributes.js';
import { record } from './record-schema.js';
import { rule } from './rule-schema.js';
import { exactObject, forEach, listOf, mapOf } from './schema-parts.js';
import { address, attribute, text, textLike } from './schema-values.js';
import { staticRecord } from './static-record-schema.js';

const attributes = exactObject(
	forEach(ATTRIBUTE_NAMES, (name: AttributeName) => attribute(ATTRIBUTES[name].type, ATTRIBUTES[name].page)),
	{ noun: 'attribute', example: '{"DefaultImage":"no-image"}' },
);

const FONT_EXAMPLE = '{"regular":"/fonts/acme-sans.woff2"}';

const STYLES = ['regular', 'bold', 'italic', 'boldItalic'] as const;

export const MAX_RULES = 10_000;

const id = textLike(/^[^,]+$/, 'a record id without a comma');

/** Tables of a catalog that may be long; each entry can be judged by itself. */
export const TABLES = {
	records: mapOf(id, record, '{"no-image":{"Path":"no-image.png"}}'),
	macros: mapOf(
		textLike(/^[\w.-]+$/, 'a macro name of letters, digits, hyphens, _ and .'),
		text,
		'{"thumb":"wid=120&hei=120"}',
	),
	/** what `/is/content` serves; its files are not, but data about them are answered */
	staticContent: mapOf(id, staticRecord),
	rules: listOf(rule, MAX_RULES, '[{"expression":"^shoes/","addQuery":"defaultImage=no-shoe"}]'),
} as const;

export type TableName = keyof typeof TABLES;

/** One catalog of the manifest. */
export const CATALOG_EXAMPLE = '{"attributes":{"RootPath":"/"}}';

export const catalog = exactObject(
	{
		attributes: v.exactOptional(attributes),
		records: v.exactOptional(TABLES.records),
		macros: v.exactOptional(TABLES.macros),
		fonts: v.exactOptional(
			mapOf(
				text,
				exactObject(
					{
						...forEach(STYLES, () => address),
						/** files of metrics for Type 1 fonts; not used in the browser */
						metrics: v.exactOptional(exactObject(forEach(STYLES, () => text))),
						/** names that FXG knows the fonts by; not used in the browser */
						psNames: v.exactOptional(exactObject(forEach(STYLES, () => text))),
					},
					{ example: FONT_EXAMPLE },
				),
				`{"Acme Sans":${FONT_EXAMPLE}}`,
			),
		),
		staticContent: v.exactOptional(TABLES.staticContent),
		/** ICC profiles, name -> file; not used in the browser */
		profiles: v.exactOptional(mapOf(textLike(/^[^,]+$/, 'a profile name without a comma'), text)),
		rules: v.exactOptional(TABLES.rules),
	},
	{ example: CATALOG_EXAMPLE },
);

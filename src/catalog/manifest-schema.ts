import * as v from 'valibot';
import type { Mode } from '../messages.js';
import { DEFAULT_LIMITS } from '../protocol/limits.js';
import { namesHost, url } from './attribute-types.js';
import { ATTRIBUTE_NAMES, ATTRIBUTES, type AttributeName } from './attributes.js';
import { policy, REASONS, specialPolicy } from './policy-schema.js';
import { record } from './record-schema.js';
import { rule } from './rule-schema.js';
import { exactObject, expected, forEach, listOf, mapOf } from './schema-parts.js';
import { attributeValue, oneOf, text, textLike, textWhere, wholeNumber } from './schema-values.js';
import { server } from './server-schema.js';
import { staticRecord } from './static-record-schema.js';

/** The manifest, defined once: validation, the types and the published JSON Schema come from here. */

const MODES = ['on', 'observe', 'off'] as const satisfies readonly Mode[];

/** A path on the shop's own origin, or an absolute URL. */
const address = textWhere(
	"a path on the shop's own origin or an http(s) URL",
	(value) => value !== '' && (!namesHost(value) || url.parse(value) !== undefined),
);

const attributes = exactObject(
	forEach(ATTRIBUTE_NAMES, (name: AttributeName) =>
		attributeValue(ATTRIBUTES[name].type, ATTRIBUTES[name].page),
	),
	'attribute',
);

const STYLES = ['regular', 'bold', 'italic', 'boldItalic'] as const;

const id = textLike(/^[^,]+$/, 'a record id without a comma');

const catalog = exactObject({
	attributes: v.exactOptional(attributes),
	records: v.exactOptional(mapOf(id, record)),
	macros: v.exactOptional(
		mapOf(textLike(/^[\w.-]+$/, 'a macro name of letters, digits, hyphens, _ and .'), text),
	),
	fonts: v.exactOptional(
		mapOf(
			text,
			exactObject({
				...forEach(STYLES, () => address),
				/** files of metrics for Type 1 fonts; not used in the browser */
				metrics: v.exactOptional(exactObject(forEach(STYLES, () => text))),
				/** names that FXG knows the fonts by; not used in the browser */
				psNames: v.exactOptional(exactObject(forEach(STYLES, () => text))),
			}),
		),
	),
	/** what `/is/content` serves; not used in the browser */
	staticContent: v.exactOptional(mapOf(id, staticRecord)),
	/** ICC profiles, name -> file; not used in the browser */
	profiles: v.exactOptional(mapOf(textLike(/^[^,]+$/, 'a profile name without a comma'), text)),
	rules: v.exactOptional(listOf(rule, 10_000)),
});

const wording = exactObject({ title: v.exactOptional(text), message: v.exactOptional(text) });

const positive = (initial: number) => v.optional(wholeNumber(1, 1_000_000_000), initial);

const share = v.pipe(
	v.number(expected('a number from 0 to 1')),
	v.minValue(0, expected('a number from 0 to 1')),
	v.maxValue(1, expected('a number from 0 to 1')),
);

export const manifestSchema = exactObject({
	$schema: v.exactOptional(text),
	/** the shop's own name for this state of the rules */
	version: v.exactOptional(text),
	servers: listOf(server, 100),
	/** RootId -> catalog; `default` is the default catalog */
	catalogs: v.optional(
		mapOf(textLike(/^[^\s/,?#&]+$/, 'a RootId without space, slash, comma, ?, # and &'), catalog),
		{},
	),
	mode: v.optional(oneOf(MODES), 'on'),
	/** `original`: a substitute carries the status of the server's own answer */
	substituteStatus: v.optional(oneOf([200, 'original']), 200),
	/** what is tried for a failure, in this order; `unavailable` stands for timeout, network, server, overload */
	policy: v.optional(policy, {}),
	/** policies for some requests; the first that fits and knows the failure comes before `policy` */
	policies: v.exactOptional(listOf(specialPolicy, 20)),
	/** keeps copies of good pictures for the time when their server cannot be reached; absent: none are kept */
	lastGood: v.exactOptional(
		exactObject({
			maxEntries: v.optional(wholeNumber(1, 5000), 200),
			maxAgeHours: v.optional(wholeNumber(1, 8760), 168),
			maxBytes: v.optional(wholeNumber(1, 2_000_000_000), 50_000_000),
		}),
	),
	limits: v.optional(
		exactObject({
			layers: positive(DEFAULT_LIMITS.layers),
			nesting: positive(DEFAULT_LIMITS.nesting),
			textLength: positive(DEFAULT_LIMITS.textLength),
			/** width x height of one rendered picture */
			renderPixels: positive(16_000_000),
		}),
		{},
	),
	/** locale -> reason -> the words of `$error.title$` and `$error.message$` */
	messages: v.optional(
		mapOf(
			textLike(/^[A-Za-z]{1,8}([-_][A-Za-z0-9]{1,8})*$/, 'a locale such as fr or de-AT'),
			exactObject(forEach(REASONS, () => wording)),
		),
		{},
	),
	report: v.exactOptional(exactObject({ url: address, sample: v.optional(share, 1) })),
});

export type Manifest = v.InferOutput<typeof manifestSchema>;

import * as v from 'valibot';
import type { Mode } from '../../messages.js';
import { DEFAULT_LIMITS } from '../../protocol/limits.js';
import { CATALOG_EXAMPLE, catalog } from './catalog-schema.js';
import { policy, REASONS, specialPolicy } from './policy-schema.js';
import { exactObject, expected, forEach, listOf, mapOf } from './schema-parts.js';
import { address, oneOf, rootId, text, textLike, wholeNumber } from './schema-values.js';
import { SERVER_EXAMPLE, server } from './server-schema.js';

/** The manifest, defined once: validation, the types and the published JSON Schema come from here. */

const MODES = ['on', 'observe', 'off'] as const satisfies readonly Mode[];

const wording = exactObject(
	{ title: v.exactOptional(text), message: v.exactOptional(text) },
	{ example: '{"title":"Not available"}' },
);

const positive = (initial: number) => v.optional(wholeNumber(1, 1_000_000_000), initial);

const share = v.pipe(
	v.number(expected('a number from 0 to 1')),
	v.minValue(0, expected('a number from 0 to 1')),
	v.maxValue(1, expected('a number from 0 to 1')),
);

export const manifestSchema = exactObject(
	{
		$schema: v.exactOptional(text),
		/** the shop's own name for this state of the rules */
		version: v.exactOptional(text),
		servers: listOf(server, 100, `[${SERVER_EXAMPLE}]`),
		/** RootId -> catalog; `default` is the default catalog */
		catalogs: v.optional(mapOf(rootId, catalog, `{"Acme":${CATALOG_EXAMPLE}}`), {}),
		mode: v.optional(oneOf(MODES), 'on'),
		/** false: another spelling of `"mode": "off"` */
		enabled: v.exactOptional(v.boolean(expected('true or false'))),
		/** `original`: a substitute carries the status of the server's own answer */
		substituteStatus: v.optional(oneOf([200, 'original']), 200),
		/** what is tried for a failure, in this order; `unavailable` stands for timeout, network, server, overload */
		policy: v.optional(policy, {}),
		/** policies for some requests; the first that fits and knows the failure comes before `policy` */
		policies: v.exactOptional(listOf(specialPolicy, 20)),
		/** keeps copies of good pictures for the time when their server cannot be reached; absent: none are kept */
		lastGood: v.exactOptional(
			exactObject(
				{
					maxEntries: v.optional(wholeNumber(1, 5000), 200),
					maxAgeHours: v.optional(wholeNumber(1, 8760), 168),
					maxBytes: v.optional(wholeNumber(1, 2_000_000_000), 50_000_000),
				},
				{ example: '{"maxEntries":200}' },
			),
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
		report: v.exactOptional(
			exactObject({ url: address, sample: v.optional(share, 1) }, { example: '{"url":"/image-failures"}' }),
		),
	},
	{ example: `{"servers":[${SERVER_EXAMPLE}]}` },
);

/** As it is read: what `enabled` says is in `mode`. */
export type Manifest = Omit<v.InferOutput<typeof manifestSchema>, 'enabled'>;

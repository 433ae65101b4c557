import * as v from 'valibot';
import { patternFault } from '../../protocol/plain/plain-pattern.js';
import { PLAIN_COMMANDS } from '../../protocol/plain/plain-url.js';
import { expressionFault } from '../expressions/expression.js';
import { REASONS } from './policy-schema.js';
import { exactObject, expected, listOf, mapOf } from './schema-parts.js';
import { oneOf, rootId, textLike, textWhere, textWithout, wholeNumber } from './schema-values.js';

/** An image server: where it is, how it is asked, and how its failures are told from pictures. */

function isOrigin(value: string): boolean {
	return /^https?:\/\/[^*]+$/.test(value) && URL.canParse(value) && new URL(value).origin === value;
}

const place = {
	origin: textWhere('an origin such as https://images.example.com, without a path and without *', isOrigin),
	root: v.exactOptional(
		textLike(
			/^(\/(?!\.{1,2}(\/|$))[^/?#\s\\]+)+$/,
			'the path of the image server such as /is/image, without a slash at its end',
		),
	),
};

/** The same bounded kind of expression as in rules: a body is as untrusted as a URL. */
const expression = textWithout('a regular expression that cannot take very long', expressionFault);

const VERDICT_EXAMPLE = '{"status":404,"reason":"missing"}';

const verdict = exactObject(
	{
		/** absent: any status from 400 on */
		status: v.exactOptional(wholeNumber(400, 599)),
		/** searched in the first 4 kB of a readable body, whatever its case; absent: any body */
		text: v.exactOptional(expression),
		reason: oneOf(REASONS),
	},
	{ example: VERDICT_EXAMPLE },
);

const placeholders = exactObject(
	{
		/** header -> expression searched in its value; empty: it is enough that the header is there */
		headers: v.exactOptional(mapOf(textLike(/^[\w!#$%&'*+.^`|~-]+$/, 'a header name'), expression)),
		/** files that are sent in the place of pictures, recognised by their length and then by their bytes */
		digests: v.exactOptional(
			listOf(
				exactObject({
					sha256: textLike(/^[0-9a-f]{64}$/, 'a SHA-256 digest as 64 hexadecimal digits in lower case'),
					bytes: wholeNumber(1, 1_000_000),
				}),
				100,
			),
		),
		/** a picture of a single pixel is none */
		onePixel: v.exactOptional(v.boolean(expected('true or false'))),
	},
	{ example: '{"onePixel":true}' },
);

/** What the paths of a server that is no Image Serving server look like. */
const pathPattern = textWithout('a pattern such as /{wid}x{hei}/{path}', patternFault);

/** In messages: the least that a server needs. */
export const SERVER_EXAMPLE = '{"origin":"https://images.example.com"}';

const entry = exactObject(
	{
		...place,
		/** `plain`: any image server; the members that follow tell how its URLs are read */
		protocol: v.exactOptional(oneOf(['image-serving', 'plain'])),
		catalog: v.exactOptional(rootId),
		/** its names of commands -> what they come to */
		commands: v.exactOptional(
			mapOf(
				textLike(/^[^\s&=#]{1,50}$/, 'a name without space, &, = and #'),
				oneOf(PLAIN_COMMANDS),
				'{"w":"wid"}',
			),
		),
		/** the first that fits counts */
		patterns: v.exactOptional(listOf(pathPattern, 20, '["/{wid}x{hei}/{path}"]')),
		cors: v.optional(oneOf(['auto', 'always', 'never']), 'auto'),
		credentials: v.optional(oneOf(['omit', 'same-origin', 'include']), 'omit'),
		timeoutMs: v.optional(wholeNumber(100, 120_000), 8000),
		/** other servers with the same pictures, asked in this order before any substitute */
		mirrors: v.exactOptional(
			listOf(exactObject(place, { example: SERVER_EXAMPLE }), 5, `[${SERVER_EXAMPLE}]`),
		),
		/** `keep`: a picture that comes with an error status is shown as it came */
		errorBodies: v.optional(oneOf(['replace', 'keep']), 'replace'),
		/** what the server means by its errors; the first that fits comes before what is built in */
		classify: v.exactOptional(listOf(verdict, 100, `[${VERDICT_EXAMPLE}]`)),
		/** which answers with status 200 are no pictures */
		placeholders: v.exactOptional(placeholders),
	},
	{ example: SERVER_EXAMPLE },
);

/** A plain server has its images anywhere, mirrors have them where their server has them. */
export const server = v.pipe(
	entry,
	v.transform(({ mirrors, ...members }) => {
		const root = members.root ?? (members.protocol === 'plain' ? '' : '/is/image');
		const placed = mirrors?.map((mirror) => ({ root, ...mirror }));
		return { ...members, root, ...(placed && { mirrors: placed }) };
	}),
);

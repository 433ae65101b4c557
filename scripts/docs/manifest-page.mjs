import { WORDS } from './manifest-words.mjs';
import { code, generatedFrom, table } from './markdown.mjs';
import { form, initial, parts } from './schema-tables.mjs';

/** @typedef {import('../../src/catalog/attributes/attributes.js').AttributeRecord<unknown>} AttributeRecord */

/** Paths of the attribute tables, which have a table of their own, from the attributes' own records. */
const ATTRIBUTE_PARTS = ['catalogs.*.attributes', 'catalogs.*.rules[].attributes'];

/** Prose between the tables: path of the object -> heading and text. */
const CHAPTERS = /** @type {Readonly<Record<string, { title: string, text: string }>>} */ ({
	'': {
		title: 'The whole',
		text: 'Only `servers` is required. A name that is not listed here is an error, so that typing mistakes are found.',
	},
	'servers[]': {
		title: 'Servers',
		text: `Several may have the same origin with different roots: the first that matches a URL counts.

**Plain servers** are all that are not Image Serving ([recipes](recipes.md#other-image-servers)). Their URLs are read as the request
\`/is/image/CATALOG/PATH?wid=&hei=&fmt=&qlt=\` that would mean the same; rules, default and error images then apply as to any
request. Only pictures that a page shows are answered for, not what scripts fetch. An answer without content (204, 205) passes: it may be to a
picture that counts visits. Without CORS headers it cannot be told from a broken picture: set \`root\` so that it does not belong to the server.

\`commands\` map the server's names to \`wid\`, \`hei\`, \`size\` (the first two numbers of a value such as \`300x200\` or \`fit:300:200\`), \`fmt\`, \`qlt\`,
or \`path\` (the name of the image, or its URL). A pattern is a path from \`root\` on, with placeholders: \`{wid}\`, \`{hei}\`, \`{size}\`, \`{fmt}\`, \`{qlt}\`
and \`{any}\` (ignored) stand for a piece without a slash, \`{commands}\` for a list such as \`w_300,h_200\`, \`w=300&h=200\` or \`w:300/h:200\` with at least
one of the \`commands\`, and \`{path}\`, which is required, for the rest. What is before \`{path}\` is matched from the left, what comes after it from the
right.`,
	},
	'servers[].mirrors[]': {
		title: 'Mirrors',
		text: `They are requested as their server is (\`cors\`, \`credentials\`, \`timeoutMs\`), and a good answer is shown like one of
the server itself: the \`img-src\` of a page's Content Security Policy need not name the mirror (the policy of \`sw.js\`, if it has one, must, in
\`connect-src\`). An answer without CORS headers cannot be read: it is shown, too, where \`img-src\` allows the mirror, and if it is no picture after all,
the image is replaced.`,
	},
	'servers[].classify[]': { title: 'Classification of errors', text: '' },
	'servers[].placeholders': {
		title: 'Placeholders',
		text: `Some servers answer 200 with a picture that says "no picture". Only what is listed here is looked for, because all but
headers have to be read before the picture can be shown: of answers that do not say how long they are, as many bytes as the longest placeholder has.`,
	},
	'servers[].placeholders.digests[]': { title: 'Digests of placeholders', text: '' },
	'catalogs.*': {
		title: 'Catalogs',
		text: `A catalog that gives no value takes that of the catalog \`default\`, attribute by attribute as said [below](#attributes);
records, macros and fonts that it lacks are looked up there too. Rules are not: those of \`default\` apply to requests that name
no other catalog.`,
	},
	'catalogs.*.records.*': {
		title: 'Records',
		text: `Numbers may be written as strings, as in a catalog data file; an empty field is the same as an absent one. An image
without a record is requested from the image server, so only images that have to be available without the server need a record with a \`Path\`.
\`DefaultImage\` and \`ErrorImage\` may also name a file without one, such as \`no-image.png\`: if no image server has it, it is the file of that
name below \`RootPath\` on the shop's own origin.`,
	},
	'catalogs.*.fonts.*': {
		title: 'Fonts',
		text: "Each is a path on the shop's own origin, or a URL whose server sends CORS headers.",
	},
	'catalogs.*.staticContent.*': {
		title: 'Static content',
		text: 'What is answered to `req=exists`, `props` and `userdata` below `/is/content` when the server is gone. The files themselves are left to the server.',
	},
	'catalogs.*.rules[]': {
		title: 'Rules',
		text: 'The documented rule set (`c-rule-set-reference.md`), as JSON. The attributes of a rule are ATTRIBUTES.',
	},
	'catalogs.*.rules[].header[]': { title: 'Headers of a rule', text: 'They are put on substitutes.' },
	policy: {
		title: 'Policy',
		text: `What happens in cases that the documentation does not cover, because the server cannot decide. The defaults:
\`missing\` takes the default image, then the error image, and \`refused\` and \`invalid\` the error image, which is the documented
behaviour; \`content\` and \`decode\` take the error image, then the default image; the others what \`unavailable\` says, and that is
the last good copy, the default image, the error image. Copies are kept where [lastGood](#last-good-copies) says so; they are never
shown for images that are \`missing\`.`,
	},
	'policies[]': {
		title: 'Policies for some requests',
		text: 'For instance no substitute for pictures of a few pixels, which the page can do without.',
	},
	lastGood: {
		title: 'Last good copies',
		text: `If there is no copy in the requested size, one of another size is scaled. Only pictures that came with CORS (or from the
shop's own origin) can be kept.`,
	},
	limits: { title: 'Limits', text: 'A request beyond them is an error of the request.' },
	'messages.*.*': {
		title: 'Messages',
		text: `The failures are those of [policy](#policy), without \`unavailable\`. English, French and German words are built in; the locale is that of
\`locale=\` in the request, else \`DefaultLocale\`, else the browser's language. In a message, \`{object}\` is what was requested,
\`{status}\` the server's status and \`{server}\` what the server said.`,
	},
	report: { title: 'Report', text: '' },
});

/** Objects that only hold further objects, all alike. */
const WITHOUT_CHAPTER = [
	'policies[].policy',
	'messages.*',
	'catalogs.*.fonts.*.metrics',
	'catalogs.*.fonts.*.psNames',
];

const INHERITANCE = {
	A: 'absent or empty: inherited',
	B: 'absent: inherited; empty: off',
	C: 'never inherited',
	D: 'absent: inherited; empty: off (undocumented)',
};

const BROWSER = { Y: 'yes', P: 'partly', N: 'no' };

/**
 * docs/manifest.md
 *
 * @param {import('./schema-tables.mjs').Schema} schema of the manifest
 * @param {Readonly<Record<string, AttributeRecord>>} attributes
 * @throws if the words and the schema do not know the same parts
 */
export function manifestPage(schema, attributes) {
	const all = parts(schema);
	const described = all.filter(({ path }) => ![...ATTRIBUTE_PARTS, ...WITHOUT_CHAPTER].includes(path));
	const left = new Set(Object.keys(WORDS));
	const ruleAttributes = all.find(({ path }) => path === 'catalogs.*.rules[].attributes')?.members ?? [];
	const chapters = described.flatMap((part) => {
		// one set of words for each of the reasons, all alike
		const path = part.path.replace(/^messages\.\*\.\w+$/, 'messages.*.*');
		const chapter = CHAPTERS[path];
		if (!chapter) throw new Error(`scripts/docs/manifest-page.mjs has no chapter about ${part.path}`);
		const rows = part.members.map((member) => {
			const key = path === '' ? member.name : `${path}.${member.name}`;
			const words = WORDS[key];
			if (words === undefined) throw new Error(`scripts/docs/manifest-words.mjs has no words for ${key}`);
			left.delete(key);
			return [code(member.name), form(member.schema), initial(member), words];
		});
		const names = ruleAttributes.map(({ name }) => code(name)).join(', ');
		const text = chapter.text.replace('ATTRIBUTES', names);
		const block = [`## ${chapter.title}`, text, table(['Name', 'Value', 'Default', 'Meaning'], rows)];
		return [block.filter((paragraph) => paragraph !== '').join('\n\n')];
	});
	if (left.size > 0)
		throw new Error(`scripts/docs/manifest-words.mjs describes what is not there: ${[...left].join(', ')}`);
	return `${generatedFrom('the schema of the manifest and src/catalog/attributes/attributes.ts')}
# The manifest

One JSON file tells the worker which image servers to watch and what to show instead of an image that fails. It is
${code('image-fallback.json')} beside the worker, or the file that ${code('register({ manifest })')} names. ${code('npx image-understudy check FILE')}
validates it ([check.md](check.md)); with ${code('"$schema": "./manifest.schema.json"')} an editor does so while you type.

${[...new Set(chapters)].join('\n\n')}

${attributeChapter(attributes)}
`;
}

/** @param {Readonly<Record<string, AttributeRecord>>} attributes */
function attributeChapter(attributes) {
	const rows = Object.entries(attributes).map(
		([name, { type, initial: value, inheritance, browser, page }]) => [
			code(name),
			type.form,
			value === undefined ? '' : written(value, type),
			INHERITANCE[inheritance],
			BROWSER[browser],
			page,
		],
	);
	return `## Attributes

The documented catalog attributes, under their documented names. A number or ${code('true')} may be used instead of a string. *Absent* and
*empty* (${code('""')}) are different things; *inherited* means: from the catalog ${code('default')}. *Initial* is what counts where no
catalog says anything. Attributes that are not used in the browser are accepted and kept, so that an imported catalog loses
nothing; ${code('check')} names them. So are those that name further files of a catalog (${code('CatalogFile')} and the like):
the contents of such files are part of the manifest.

${table(['Name', 'Value', 'Initial', 'Inheritance', 'In the browser', 'Page'], rows)}`;
}

/**
 * An initial value as a catalog would write it.
 *
 * @param {unknown} value
 * @param {AttributeRecord['type']} type
 */
function written(value, { form: words, parse }) {
	const spelling = words
		.replace(/^one of /, '')
		.split(', ')
		.find((word) => parse(word) === value);
	if (spelling !== undefined) return code(spelling);
	if (typeof value !== 'object' || value === null) return code(value);
	if ('width' in value && 'height' in value) return code(`${value.width},${value.height}`);
	if ('quality' in value && 'fullChroma' in value)
		return code(`${value.quality},${Number(value.fullChroma)}`);
	if ('red' in value && 'green' in value && 'blue' in value) {
		const pairs = [value.red, value.green, value.blue].map((part) =>
			Number(part).toString(16).padStart(2, '0'),
		);
		return code(pairs.join(''));
	}
	return 'everything';
}

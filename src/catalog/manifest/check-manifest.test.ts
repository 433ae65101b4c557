import { describe, expect, test } from 'vitest';
import { checkManifest } from './check-manifest.js';
import { parseManifest } from './manifest.js';

const servers = [{ origin: 'https://images.test' }];

function warnings(manifest: Record<string, unknown>): string[] {
	return checkManifest(parseManifest({ servers, ...manifest })).map(
		({ path, message }) => `${path}: ${message}`,
	);
}

function attributeWarnings(
	attributes: Record<string, unknown>,
	records: Record<string, unknown> = {},
): string[] {
	return warnings({ catalogs: { Acme: { attributes, records } } }).map((line) =>
		line.replace('$.catalogs.Acme.attributes.', ''),
	);
}

describe('attributes', () => {
	test.each([
		[{ UseLastModified: 1 }, 'UseLastModified: not used in the browser'],
		[{ CatalogFile: 'acme.txt' }, 'CatalogFile: not used in the browser'],
		[{ RootId: 'acme' }, 'RootId: the catalog is known by its key in the manifest, "Acme"'],
		[
			{ ErrorImage: 'Other/x' },
			'ErrorImage: "Other/x" names the catalog "Other", which is not in the manifest',
		],
		[
			{ DefaultImage: 'nowhere' },
			'DefaultImage: "nowhere" has no record, so it will be requested from the image server',
		],
		[
			{ DefaultImage: 'none.png' },
			'DefaultImage: "none.png" has no record, so it will be requested from the image server, then from below RootPath on the shop\'s own site',
		],
	])('%j', (attributes, expected) => {
		expect(attributeWarnings(attributes)).toEqual([expected]);
	});

	test.each([
		[{ DefaultImage: 'no-image' }],
		[{ DefaultImage: 'Acme/no-image' }],
		[{ DefaultImage: '/Acme/no-image' }],
		[{ DefaultImage: '', ErrorImage: '', UseLastModified: '', DefaultImageMode: 1, RootId: 'Acme' }],
	])('%j is fine', (attributes) => {
		expect(attributeWarnings(attributes, { 'no-image': { Path: 'a.png' } })).toEqual([]);
	});

	test('a record of the default catalog will do', () => {
		const catalogs = {
			default: { records: { none: { Path: 'a.png' } } },
			Acme: { attributes: { DefaultImage: 'none' } },
		};
		expect(warnings({ catalogs })).toEqual([]);
	});
});

describe('commands that a browser ignores, or honours in part', () => {
	const templateWarnings = (catalog: Record<string, unknown>) =>
		warnings({ catalogs: { Acme: catalog } }).map((line) => line.replace('$.catalogs.Acme.', ''));

	test.each([
		['iccEmbed=1', /^iccEmbed= has no effect here: .*\. \(in `iccEmbed=1`\)$/],
		['op_sharp=1', /^There is no command "op_sharp"\. Did you mean `op_sharpen=`\? \(in `op_sharp=1`\)$/],
		['colour=red', /^There is no command "colour"\. Did you mean `color=`\? \(in `colour=red`\)$/],
		['zoomable', /^There is no command "zoomable"\. \(in `zoomable`\)$/],
		['$thum$', /^There is no macro of the name thum\. \(in `\$thum\$`\)$/],
	])('%s in a record', (commands, message) => {
		const [line = '', ...others] = templateWarnings({
			records: { soon: { Modifier: `size=10,10&color=ff0000&${commands}` } },
		});
		expect(line.replace('records.soon.Modifier: ', '')).toMatch(message);
		expect(others).toEqual([]);
	});

	test('in a macro: told there, not at the records that call it', () => {
		const lines = templateWarnings({
			macros: { deep: 'iccEmbed=1' },
			records: { soon: { Modifier: '$deep$&size=10,10' }, own: { Modifier: '$deep$&iccEmbed=1' } },
		});
		expect(lines.map((line) => line.split(':')[0])).toEqual(['macros.deep', 'records.own.Modifier']);
	});

	test.each([
		'size=300,300&bgc=ffffff&text=$error.message$',
		'$name=x&iccEmbed=$embed$',
		'wid=100&iccEmbed=0',
	])('%s: nothing', (Modifier) => {
		expect(templateWarnings({ records: { soon: { Modifier } } })).toEqual([]);
	});

	test('at most 100 are told', () => {
		const records = Object.fromEntries(
			Array.from({ length: 300 }, (_, n) => [`r${n}`, { Modifier: `wid=${n + 1}&iccEmbed=1` }]),
		);
		expect(templateWarnings({ records })).toHaveLength(100);
	});
});

describe('other image servers', () => {
	const origin = 'https://images.test';
	const plain = { origin, protocol: 'plain', commands: { w: 'wid' } };
	const catalogs = { Acme: {} };
	test.each([
		[plain, []],
		[{ ...plain, catalog: 'Acme' }, []],
		[{ ...plain, catalog: 'default' }, []],
		[
			{ ...plain, catalog: 'Acne' },
			['.catalog: the catalog "Acne" is not in the manifest; the default catalog counts'],
		],
		[{ ...plain, patterns: ['/{commands}/{path}'] }, []],
		[
			{ origin, protocol: 'plain', patterns: ['/{commands}/{path}'] },
			[
				'.patterns: {commands} fits nothing without `commands` that name them',
				': neither `commands` nor `patterns` tell a size, so all substitutes have that of DefaultPix',
			],
		],
		[{ origin, protocol: 'plain', patterns: ['/{wid}/{path}'] }, []],
		[
			{ origin, commands: { w: 'wid' }, patterns: [], catalog: 'Acme' },
			['catalog', 'commands', 'patterns'].map((name) => `.${name}: not used without \`"protocol": "plain"\``),
		],
	])('%j', (server, expected) => {
		const found = warnings({ servers: [server], catalogs });
		expect(found).toEqual(expected.map((line) => `$.servers[0]${line}`));
	});

	test('one that is hidden by another', () => {
		const inner = { origin, root: '/is/image' };
		expect(warnings({ servers: [plain, inner] })).toEqual([
			'$.servers[1]: lies within servers[0], which is the one used',
		]);
		expect(warnings({ servers: [inner, plain] })).toEqual([]);
		expect(
			warnings({
				servers: [
					{ origin, root: '/is' },
					{ origin, root: '/isle' },
				],
			}),
		).toEqual([]);
	});

	test('a default image without a record is asked of none of them', () => {
		const attributes = { DefaultImage: 'nowhere' };
		expect(warnings({ servers: [plain], catalogs: { Acme: { attributes } } })).toEqual([
			'$.catalogs.Acme.attributes.DefaultImage: "nowhere" has no record, and no server is one of Image Serving, which might have it',
		]);
	});
});

test.each([
	[
		'http://images.example.com',
		['pages on https request https://images.example.com instead, which is not in the manifest'],
	],
	[
		'http://images.example.com:8080',
		['pages on https request https://images.example.com:8080 instead, which is not in the manifest'],
	],
	['https://images.example.com', []],
	['http://localhost:8080', []],
	['http://images.localhost', []],
	['http://127.0.0.1:8080', []],
	['http://[::1]:8080', []],
])('the server %s', (origin, expected) => {
	expect(warnings({ servers: [{ origin }] })).toEqual(expected.map((line) => `$.servers[0].origin: ${line}`));
});

test('a server that is named with both schemes', () => {
	const both = ['http', 'https'].map((scheme) => ({ origin: `${scheme}://images.example.com` }));
	expect(warnings({ servers: both })).toEqual([]);
});

test('servers that watch nothing, or the same', () => {
	expect(warnings({ servers: [] })).toEqual(['$.servers: no server is named, so no image is watched']);
	expect(warnings({ servers: [...servers, ...servers] })).toEqual([
		'$.servers[1]: the same server as servers[0], which is the one used',
	]);
});

test('a policy that counts on copies which nobody keeps', () => {
	expect(warnings({ policy: { timeout: ['default-image', 'last-good'], missing: [] } })).toEqual([
		'$.policy.timeout[1]: no copies of good images are kept without `lastGood`; the next step is taken',
	]);
	const policies = [{ maxSize: 90, policy: { missing: ['last-good'], timeout: ['last-good'] } }];
	expect(warnings({ policies, lastGood: {} })).toEqual([
		'$.policies[0].policy.missing[0]: a copy is never shown for an image that is missing; the next step is taken',
	]);
});

test('tables that mean nothing in a browser', () => {
	const Acme = { staticContent: { terms: { Path: 'terms.pdf' } }, profiles: { sRGB: 'srgb.icc' } };
	expect(warnings({ catalogs: { Acme } })).toEqual(['$.catalogs.Acme.profiles: not used in the browser']);
});

import { describe, expect, expectTypeOf, test, vi } from 'vitest';
import type { Catalogs } from '../../protocol/catalogs.js';
import { type Manifest, type ManifestCatalogs, manifestSteps, parseManifest } from './manifest.js';
import { ManifestError } from './manifest-error.js';

const servers = [{ origin: 'https://images.example.com' }];

function faults(json: unknown): string[] {
	try {
		parseManifest(json);
	} catch (error) {
		if (error instanceof ManifestError) return error.issues.map(({ path, message }) => `${path}: ${message}`);
		throw error;
	}
	return [];
}

/** The faults of a manifest whose catalog `Acme` is `catalog`, paths shortened to begin there. */
function catalogFaults(catalog: unknown): string[] {
	return faults({ servers, catalogs: { Acme: catalog } }).map((line) => line.replace('$.catalogs.Acme', '$'));
}

describe('a manifest that says little', () => {
	test('gets the documented defaults', () => {
		expect(parseManifest('{"servers":[{"origin":"https://images.example.com"}]}')).toEqual({
			servers: [
				{
					origin: 'https://images.example.com',
					root: '/is/image',
					cors: 'auto',
					credentials: 'omit',
					timeoutMs: 8000,
					errorBodies: 'replace',
				},
			],
			catalogs: {},
			mode: 'on',
			substituteStatus: 200,
			policy: {},
			limits: { layers: 64, nesting: 8, textLength: 20_000, renderPixels: 16_000_000 },
			messages: {},
		});
	});

	test('a plain server has the whole origin, and mirrors are rooted as their server is', () => {
		const mirrors = [{ origin: 'https://b.test' }, { origin: 'https://c.test', root: '/c' }];
		const plain = { origin: 'https://a.test', protocol: 'plain', mirrors };
		const roots = (server: object) => {
			const [read] = parseManifest({ servers: [server] }).servers;
			return [read, ...(read?.mirrors ?? [])].map((place) => place?.root);
		};
		expect(roots(plain)).toEqual(['', '', '/c']);
		expect(roots({ ...plain, root: '/img' })).toEqual(['/img', '/img', '/c']);
		expect(roots({ origin: 'https://a.test', mirrors })).toEqual(['/is/image', '/is/image', '/c']);
	});

	test('keeps the defaults of what it leaves out in `limits` and `report`', () => {
		const manifest = parseManifest({ servers, limits: { layers: 3 }, report: { url: '/failures' } });
		expect(manifest.limits).toEqual({ layers: 3, nesting: 8, textLength: 20_000, renderPixels: 16_000_000 });
		expect(manifest.report).toEqual({ url: '/failures', sample: 1 });
	});
});

test('a full manifest comes back as it was written', () => {
	const manifest = {
		$schema: './manifest.schema.json',
		version: '2026-11-22.1',
		servers: [
			{
				origin: 'http://localhost:4400',
				root: '/is/image',
				cors: 'never',
				credentials: 'include',
				timeoutMs: 100,
				mirrors: [{ origin: 'https://second.example.com', root: '/is/image' }],
				errorBodies: 'keep',
				classify: [{ status: 403, text: 'sold out', reason: 'missing' }],
				placeholders: {
					headers: { 'X-Cld-Error': '' },
					digests: [{ sha256: 'ab'.repeat(32), bytes: 4321 }],
					onePixel: true,
				},
			},
		],
		catalogs: {
			default: { attributes: { ErrorDetail: 0, MaxPix: '3000,3000', UseLastModified: true } },
			Acme: {
				attributes: { DefaultImage: '', ErrorImage: 'Acme/onError', BkgColor: '0xffffff' },
				records: {
					'no-image': { Path: 'no-image.png', Expiration: 24 },
					'shoes/red': { Path: 'red.png', Expiration: -2, Resolution: 300, Anchor: '10,20' },
					onError: { Modifier: 'size=300,300&bgc=ffffff&text=$error.message$' },
				},
				macros: { thumb: 'wid=120&hei=120&fit=crop,1' },
				fonts: { 'Acme Sans': { regular: '/fonts/acme-sans.woff2' } },
				rules: [
					{
						name: 'shoes',
						expression: '^Acme/shoes/',
						addQuery: 'defaultImage=Acme/no-shoe',
						onMatch: 'break',
						replace: 'first',
					},
					{
						expression: '_hg$',
						substitution: '\\?&qlt=95,1',
						onMatch: 'continue',
						replace: 'all',
						requestType: ['is', 'static'],
						addressfilter: '192.168.12.0/23',
						header: [{ name: 'Edge-Control', action: 'add', value: '$Edge-Control$' }],
						attributes: { MaxPix: '500,500', WaterMark: 'Acme/mark', ErrorImage: '' },
					},
				],
			},
		},
		mode: 'observe',
		substituteStatus: 'original',
		policy: { unavailable: ['last-good', 'default-image', 'error-image'], missing: [] },
		limits: { layers: 1, nesting: 1, textLength: 1, renderPixels: 1 },
		messages: { fr: { missing: { title: 'Image introuvable' } }, 'de-AT': { timeout: { message: 'x' } } },
		report: { url: 'https://log.example.com/images', sample: 0.5 },
		policies: [{ destinations: ['image'], maxSize: 48, policy: { unavailable: [] } }],
		lastGood: { maxEntries: 10, maxAgeHours: 24, maxBytes: 1_000_000 },
	};
	expect(parseManifest(manifest)).toEqual(manifest);
	expect(parseManifest(`\ufeff${JSON.stringify(manifest)}`)).toEqual(manifest);
});

test.each([
	[{ enabled: false }, 'off'],
	[{ enabled: false, mode: 'on' }, 'off'],
	[{ enabled: true }, 'on'],
	[{ enabled: true, mode: 'off' }, 'off'],
	[{ enabled: true, mode: 'observe' }, 'observe'],
])('%j: the mode is %s, and nothing else tells', (said, mode) => {
	const manifest = parseManifest({ servers, ...said });
	expect(manifest.mode).toBe(mode);
	expect(manifest).not.toHaveProperty('enabled');
	expect(faults({ servers, enabled: 'no' })).toEqual(['$.enabled: found "no"; expected true or false']);
});

test('numbers of a record may be strings; an empty one is the same as an absent one', () => {
	const records = { a: { Expiration: '2.5', Resolution: '72' }, b: { Expiration: '', Resolution: '' } };
	const { catalogs } = parseManifest({ servers, catalogs: { Acme: { records } } });
	expect(catalogs.Acme?.records).toEqual({
		a: { Expiration: 2.5, Resolution: 72 },
		b: { Expiration: -2, Resolution: 0 },
	});
});

const WHOLE = 'expected an object such as {"servers":[{"origin":"https://images.example.com"}]}';

describe('what is wrong is named with its path', () => {
	test.each<[string, unknown, string[]]>([
		['a number', 5, [`$: found 5; ${WHOLE}`]],
		['null', null, [`$: found null; ${WHOLE}`]],
		['an array', [], [`$: found an array; ${WHOLE}`]],
		[
			'a server that is its origin',
			{ servers: ['https://images.example.com'] },
			[
				'$.servers[0]: found "https://images.example.com"; expected an object such as {"origin":"https://images.example.com"}',
			],
		],
		[
			'one server without an array',
			{ servers: { origin: 'https://images.example.com' } },
			['$.servers: found an object; expected an array such as [{"origin":"https://images.example.com"}]'],
		],
		[
			'catalogs that are a list',
			{ servers, catalogs: ['Acme'] },
			['$.catalogs: found an array; expected an object such as {"Acme":{"attributes":{"RootPath":"/"}}}'],
		],
		[
			'no servers',
			{},
			[
				'$: the key `servers` is missing; expected an object such as {"servers":[{"origin":"https://images.example.com"}]}',
			],
		],
		[
			'a server without origin',
			{ servers: [{}] },
			[
				'$.servers[0]: the key `origin` is missing; expected an object such as {"origin":"https://images.example.com"}',
			],
		],
		[
			'a wrong type',
			{ servers, limits: { layers: '64' } },
			['$.limits.layers: found "64"; expected a whole number from 1 to 1000000000'],
		],
		[
			'a value that is near a right one',
			{ servers, policy: { timeout: ['default-img'] } },
			[
				'$.policy.timeout[0]: found "default-img"; expected one of last-good, default-image, error-image (did you mean `default-image`?)',
			],
		],
		[
			'a value instead of a list',
			{ servers, policy: { missing: 'default-image' } },
			['$.policy.missing: found "default-image"; expected an array such as ["default-image"]'],
		],
		[
			'words that are no object',
			{ servers, messages: { fr: { missing: 'Introuvable' } } },
			['$.messages.fr.missing: found "Introuvable"; expected an object such as {"title":"Not available"}'],
		],
		[
			'a font that is a file',
			{ servers, catalogs: { Acme: { fonts: { Acme: '/a.woff2' } } } },
			[
				'$.catalogs.Acme.fonts.Acme: found "/a.woff2"; expected an object such as {"regular":"/fonts/acme-sans.woff2"}',
			],
		],
		['an unknown key', { servers, Mode: 'on' }, ['$.Mode: unknown key; did you mean `mode`?']],
		[
			'a key that every object inherits',
			{ servers, report: { url: '/x', toString: 1 } },
			['$.report.toString: unknown key; there are url, sample'],
		],
		[
			'a RootId with a slash',
			{ servers, catalogs: { 'a/b': {} } },
			['$.catalogs["a/b"]: found "a/b"; expected a RootId without space, slash, comma, ?, # and &'],
		],
		[
			'an unknown reason',
			{ servers, messages: { fr: { lost: {} } } },
			[
				'$.messages.fr.lost: unknown key; there are missing, refused, invalid, server, overload, timeout, network, content, decode',
			],
		],
	])('%s', (_, json, expected) => {
		expect(faults(json)).toEqual(expected);
	});

	test.each([
		'images.example.com',
		'//images.example.com',
		'https://images.example.com/',
		'https://images.example.com/is/image',
		'https://Images.example.com',
		'https://images.example.com:443',
		'https://user@images.example.com',
		'https://*.example.com',
		'ftp://images.example.com',
		'null',
		'',
	])('%j is no origin', (origin) => {
		expect(faults({ servers: [{ origin }] })).toEqual([
			`$.servers[0].origin: found ${JSON.stringify(origin)}; expected an origin such as https://images.example.com, without a path and without *`,
		]);
	});

	test.each<[string, object, string]>([
		['a mirror', { mirrors: [{ origin: 'second.example.com' }] }, 'mirrors[0].origin'],
		['a status that is no error', { classify: [{ status: 200, reason: 'missing' }] }, 'classify[0].status'],
		[
			'an expression that can freeze',
			{ classify: [{ text: '(a+)+$', reason: 'missing' }] },
			'classify[0].text',
		],
		[
			'a digest that is none',
			{ placeholders: { digests: [{ sha256: 'ab', bytes: 1 }] } },
			'placeholders.digests[0].sha256',
		],
		[
			'a header name that is none',
			{ placeholders: { headers: { 'X Y': '' } } },
			'placeholders.headers["X Y"]',
		],
	])('%s of a server is told by its place', (_, part, path) => {
		const found = faults({ servers: [{ ...servers[0], ...part }] });
		expect(found).toHaveLength(1);
		expect(found[0]).toContain(path);
	});

	test.each([
		[
			'a pattern without the image',
			{ patterns: ['/{path}', '/{wid}/x'] },
			'patterns[1]: found "/{wid}/x"; {path}, the name of the image, has to be there once',
		],
		[
			'a pattern that is none',
			{ patterns: [5] },
			'patterns[0]: found 5; expected a pattern such as /{wid}x{hei}/{path}',
		],
		[
			'a command that comes to nothing known',
			{ commands: { w: 'width' } },
			'commands.w: found "width"; expected one of wid, hei, size, fmt, qlt, path',
		],
		[
			'another protocol',
			{ protocol: 'plane' },
			'protocol: found "plane"; expected one of image-serving, plain',
		],
		[
			'a catalog that cannot be one',
			{ catalog: 'a/b' },
			'catalog: found "a/b"; expected a RootId without space, slash, comma, ?, # and &',
		],
		[
			'an expression that is none',
			{ classify: [{ text: '(', reason: 'missing' }] },
			'classify[0].text: found "("; a parenthesis is opened but not closed; write \\( for the character',
		],
		[
			'an expression that is no text',
			{ classify: [{ text: 404, reason: 'missing' }] },
			'classify[0].text: found 404; expected a regular expression that cannot take very long',
		],
	])('%s', (_, part, fault) => {
		const server = { ...servers[0], protocol: 'plain', ...part };
		expect(faults({ servers: [server] })).toEqual([`$.servers[0].${fault}`]);
	});

	test.each(['is/image', '/is/image/', '/', '/is/../x', '/is?x', ''])('%j is no server root', (root) => {
		expect(faults({ servers: [{ ...servers[0], root }] })).toHaveLength(1);
	});

	test.each<[string, unknown, string[]]>([
		[
			'an attribute that is misspelt',
			{ attributes: { DefaultImag: 'x' } },
			['$.attributes.DefaultImag: unknown attribute; did you mean `DefaultImage`?'],
		],
		[
			'an attribute in other letters',
			{ attributes: { defaultimage: 'x' } },
			['$.attributes.defaultimage: unknown attribute; did you mean `DefaultImage`?'],
		],
		[
			'an attribute like no other',
			{ attributes: { Colour: 'x' } },
			['$.attributes.Colour: unknown attribute'],
		],
		[
			'an attribute of the wrong kind',
			{ attributes: { BkgColor: 'white' } },
			['$.attributes.BkgColor: found "white"; expected a colour as RRGGBB in hex, e.g. ffffff'],
		],
		[
			'an attribute that is an object',
			{ attributes: { MaxPix: { width: 1 } } },
			['$.attributes.MaxPix: found an object; expected width and height in pixels, e.g. 400,400'],
		],
		[
			'a record that is its file',
			{ records: { 'no-image': 'no-image.png' } },
			['$.records["no-image"]: found "no-image.png"; expected an object such as {"Path":"no-image.png"}'],
		],
		[
			'a rule that is its expression',
			{ rules: ['^Acme/shoes/'] },
			[
				'$.rules[0]: found "^Acme/shoes/"; expected an object such as {"expression":"^shoes/","addQuery":"defaultImage=no-shoe"}',
			],
		],
		[
			'a record field',
			{ records: { 'no-image': { path: 'x.png' } } },
			['$.records["no-image"].path: unknown record field; did you mean `Path`?'],
		],
		[
			'a file elsewhere',
			{ records: { a: { Path: 'https://cdn.test/x.png' } } },
			[
				'$.records.a.Path: found "https://cdn.test/x.png"; expected a path below RootPath on the shop\'s own origin',
			],
		],
		[
			'an expiration',
			{ records: { a: { Expiration: 'soon' } } },
			[
				'$.records.a.Expiration: found "soon"; expected hours as a number from 0, -1 for never, or -2 for the attribute\'s value',
			],
		],
		[
			'a record id with a comma',
			{ records: { 'a,b': {} } },
			['$.records["a,b"]: found "a,b"; expected a record id without a comma'],
		],
		[
			'a reserved record id',
			JSON.parse('{"records":{"__proto__":{}}}'),
			['$.records.__proto__: JavaScript reserves this name; expected another one'],
		],
		[
			'a rule that overrides what no rule may',
			{ rules: [{ attributes: { DefaultImage: 'x' } }] },
			['$.rules[0].attributes.DefaultImage: unknown attribute of a rule; did you mean `DefaultImageMode`?'],
		],
		[
			'a rule’s address filter',
			{ rules: [{ addressfilter: 'localhost' }] },
			[
				'$.rules[0].addressfilter: found "localhost"; expected a list of addresses or networks, e.g. 192.168.12.0/23',
			],
		],
	])('%s', (_, catalog, expected) => {
		expect(catalogFaults(catalog)).toEqual(expected);
	});
});

test('an array on which more hangs than JSON knows is read as the array that it is', () => {
	const rules = Object.assign([{ expression: 'a' }], { constructor: '', extra: 1 });
	expect(parseManifest({ servers, catalogs: { Acme: { rules } } }).catalogs.Acme?.rules).toHaveLength(1);
	const odd = Object.assign([...servers], { entries: 0, map: '' });
	expect(parseManifest({ servers: odd }).servers).toHaveLength(1);
});

describe('text that is no JSON', () => {
	test('line and column are named', () => {
		const text = `{\n\t"servers": [\n\t\t{ "origin": "https://images.example.com", }\n\t]\n}`;
		expect(faults(text)).toHaveLength(1);
		expect(faults(text)[0]).toMatch(/^\$: not JSON at line 3, column 45: /);
	});

	test('a page of HTML, as many servers answer for a missing file', () => {
		expect(faults('<!doctype html>\n<title>404</title>')).toEqual([
			'$: found a page of HTML or XML ("<!doctype html>\\n<title>404</title>"); expected JSON',
		]);
	});

	test.each([
		['of V8', 'Unexpected token x in JSON at position 12', ' at line 2, column 3'],
		['of V8 at the end', 'Unexpected end of JSON input', ' at line 2, column 6'],
		[
			'of Firefox',
			'JSON.parse: bad control character at line 2 column 4 of the JSON data',
			' at line 2, column 4',
		],
		['of WebKit at the end', 'JSON Parse error: Unexpected EOF', ' at line 2, column 6'],
		['of WebKit, which names no place', "JSON Parse error: Expected '}'", ''],
	])('the place, in the words %s', (_, message, place) => {
		vi.spyOn(JSON, 'parse').mockImplementation(() => {
			throw new SyntaxError(message);
		});
		expect(faults('{"servers\n12345')).toEqual([`$: not JSON${place}: ${message}`]);
	});

	test('the cause is kept', () => {
		expect(() => parseManifest('')).toThrow(expect.objectContaining({ cause: expect.any(SyntaxError) }));
	});
});

describe('nonsense of 5 MB stays cheap and its report short', () => {
	const wide = Object.fromEntries(Array.from({ length: 300_000 }, (_, index) => [`key${index}`, index]));
	const long = 'x'.repeat(5_000_000);
	test.each<[string, unknown]>([
		['unknown keys', wide],
		['servers', { servers: Array.from({ length: 1_000_000 }, () => 1) }],
		['broken records', { servers, catalogs: { Acme: { records: wide } } }],
		['broken catalogs', { servers, catalogs: wide }],
		['unknown attributes', { servers, catalogs: { Acme: { attributes: wide } } }],
		['a long string', { servers: [{ origin: long }] }],
		['a long key', { servers, [long]: 1 }],
		['long text', long],
		['brackets', '['.repeat(2_500_000)],
	])('%s', (_, json) => {
		try {
			parseManifest(json);
			expect.unreachable();
		} catch (error) {
			expect(error).toBeInstanceOf(ManifestError);
			const { issues, message } = error as ManifestError;
			expect(issues.length).toBeGreaterThan(0);
			expect(issues.length).toBeLessThanOrEqual(20);
			expect(Math.max(...issues.map((issue) => `${issue.path}${issue.message}`.length))).toBeLessThan(400);
			expect(message.length).toBeLessThan(1500);
		}
	});
});

test('the message of the error has the first issues, one a line', () => {
	const attributes = { A1: 1, A2: 2, A3: 3, A4: 4, A5: 5 };
	expect(() => parseManifest({ servers, catalogs: { Acme: { attributes } } })).toThrow(
		[
			'$.catalogs.Acme.attributes.A1: unknown attribute',
			'$.catalogs.Acme.attributes.A2: unknown attribute',
			'$.catalogs.Acme.attributes.A3: unknown attribute',
			'and 2 more',
		].join('\n'),
	);
});

test('the parser takes the catalogs of a manifest as they are', () => {
	expectTypeOf<ManifestCatalogs>().toExtend<Catalogs>();
	expectTypeOf<Manifest['mode']>().toEqualTypeOf<'on' | 'observe' | 'off'>();
	expectTypeOf<Manifest['substituteStatus']>().toEqualTypeOf<200 | 'original'>();
});

describe('long tables are judged in slices', () => {
	const records = Object.fromEntries(
		Array.from({ length: 1001 }, (_, index) => [`r${index}`, { Expiration: '3' }]),
	);
	const rules = Array.from({ length: 1001 }, (_, index) => ({ name: `rule ${index}` }));

	test('none of their entries is lost, and none stays as it was written', () => {
		const { catalogs } = parseManifest({
			servers,
			catalogs: { Acme: { records, rules, macros: { m: 'wid=3' } } },
		});
		expect(Object.values(catalogs.Acme?.records ?? {})).toEqual(Array(1001).fill({ Expiration: 3 }));
		expect(catalogs.Acme?.rules?.at(-1)).toEqual({ name: 'rule 1000', onMatch: 'break', replace: 'first' });
		expect(catalogs.Acme?.macros).toEqual({ m: 'wid=3' });
	});

	test('a fault in the last slice is found at its place, with those of all that is around', () => {
		const list = rules.with(1000, { name: 3 } as never);
		expect(
			catalogFaults({ records: { ...records, last: { Pth: '' } }, rules: list, attributes: { X: '' } }),
		).toEqual([
			expect.stringMatching(/^\$\.attributes\.X: unknown attribute/),
			expect.stringMatching(/^\$\.records\.last\.Pth: .*`Path`/),
			expect.stringMatching(/^\$\.rules\[1000\]\.name: found 3/),
		]);
	});

	test('a pause comes after few entries, wherever the work is', () => {
		const wide = { records, rules, staticContent: records };
		const steps = manifestSteps({ servers, catalogs: { Acme: wide } });
		let pauses = 0;
		while (!steps.next().done) pauses += 1;
		expect(pauses).toBeGreaterThan(1001 * 2);
	});
});

import { existsSync } from 'node:fs';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ATTRIBUTE_NAMES } from '../../catalog/attributes/attributes.js';
import { timeStamp } from '../../catalog/attributes/time-stamp.js';
import { parseManifest } from '../../catalog/index.js';
import { assetPath } from '../../catalog/lookup/asset-path.js';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import { record } from '../../catalog/schema/record-schema.js';
import { rule } from '../../catalog/schema/rule-schema.js';
import { staticRecord } from '../../catalog/schema/static-record-schema.js';
import { runInTerminal } from '../testing/run-in-terminal.js';
import { withFolder } from '../testing/temporary-folder.js';
import { FILE_ATTRIBUTES } from './catalog-files.js';
import { complaints, importAcme, runImport } from './testing/run-import.js';

/** A complete set of files, written after the documentation, with every name in use. */
const complete = fileURLToPath(new URL('testing/complete', import.meta.url));

describe('a complete set of files', () => {
	const files = ['default.ini', 'acme.ini'].map((file) => join(complete, file));
	const importComplete = () =>
		withFolder({}, async (folder) => {
			const out = join(folder, 'shop.json');
			const outcome = await runInTerminal('import', ...files, '--out', out);
			return { outcome, text: existsSync(out) ? await readFile(out, 'utf8') : '' };
		});

	test('becomes the manifest that it should', async () => {
		const { outcome, text } = await importComplete();
		expect(outcome).toMatchObject({ code: 0, error: '' });
		const manifest = JSON.parse(text);
		expect(manifest.catalogs.Acme.attributes.TimeStamp).toMatch(/^\d+$/);
		manifest.catalogs.Acme.attributes.TimeStamp = 'of the file';
		await expect(`${JSON.stringify(manifest, undefined, '\t')}\n`).toMatchFileSnapshot(
			'testing/complete.json.snap',
		);
	});

	test('has nothing that a worker would refuse, and only the warning that it has a reason for', async () => {
		const { outcome, text } = await importComplete();
		expect(() => parseManifest(text, { templates: Number.POSITIVE_INFINITY })).not.toThrow();
		expect(complaints(outcome)).toEqual([
			`${join(complete, 'data/svg.txt')}:3: warning: "old" is left out: an image record has this Id`,
		]);
	});

	test('has every attribute, field, element of a rule and key of a catalog', async () => {
		const { catalogs } = JSON.parse((await importComplete()).text);
		const keysOf = (values: object) =>
			[...new Set(Object.values(values).flatMap((value) => Object.keys(value)))].sort();
		expect(Object.keys(catalogs.default.attributes).sort()).toEqual(
			ATTRIBUTE_NAMES.filter(
				(name) => name !== 'RootId' && !FILE_ATTRIBUTES.some((file) => file === name),
			).sort(),
		);
		expect(keysOf(catalogs.Acme.records)).toEqual(Object.keys(record.entries).sort());
		expect(keysOf(catalogs.Acme.staticContent)).toEqual(Object.keys(staticRecord.entries).sort());
		expect(keysOf(catalogs.Acme.rules)).toEqual(
			// `addQuery` is this project's own
			Object.keys(rule.entries)
				.filter((key) => key !== 'addQuery')
				.sort(),
		);
		expect(Object.keys(catalogs.Acme.rules[0].attributes).sort()).toEqual(
			Object.keys(rule.entries.attributes.wrapped.entries).sort(),
		);
		expect(keysOf(catalogs.Acme.fonts)).toEqual([
			'bold',
			'boldItalic',
			'italic',
			'metrics',
			'psNames',
			'regular',
		]);
	});
});

describe('attributes', () => {
	test('catalog-and-errors 54: case-insensitive, the last one wins, unknown ones are left out', async () => {
		const { manifest, out } = await importAcme('# x\njpegquality=80,0\nFoo=1\nJpegQuality = 90,1\n');
		expect(manifest?.catalogs.Acme?.attributes).toMatchObject({ JpegQuality: '90,1' });
		expect(out).toContain('acme.ini:4: warning: there is no attribute Foo');
	});

	test('catalog-and-errors 60: a time stamp is kept as it is written, or the date of the file is taken', () =>
		withFolder({ 'default.ini': '' }, async (folder) => {
			const written = async (text: string) => {
				const file = join(folder, 'acme.ini');
				await writeFile(file, `RootId=Acme\n${text}`);
				await utimes(file, 1_500_000_000, 1_500_000_000);
				const out = join(folder, 'shop.json');
				const outcome = await runInTerminal('import', join(folder, 'default.ini'), file, '--out', out);
				const { attributes } = parseManifest(await readFile(out, 'utf8')).catalogs.Acme ?? {};
				return { time: timeStamp.parse(String(attributes?.TimeStamp)), complaints: complaints(outcome) };
			};
			const right = { time: 1_406_334_512_000, complaints: [] };
			expect(await written('TimeStamp=07/25/2014 17:28:32 PDT')).toEqual(right);
			expect(await written('TimeStamp=07/25/2014 17:28:32 GMT -7')).toEqual(right);
			expect((await written('TimeStamp=01/05/2014 00:00:00 GMT 5:30')).time).toBe(1_388_860_200_000);
			expect(await written('')).toEqual({ time: 1_500_000_000_000, complaints: [] });
			expect(await written('TimeStamp=')).toEqual({ time: 1_500_000_000_000, complaints: [] });
			expect(await written('TimeStamp=07/25/2014 17:28 PDT')).toEqual({
				time: 1_500_000_000_000,
				complaints: [
					`${join(folder, 'acme.ini')}:2: warning: TimeStamp=07/25/2014 17:28 PDT is left out; expected a time such as 07/25/2014 17:28:32 GMT -7`,
				],
			});
		}));

	test.each([
		{ line: 'DefaultExt=.tif', Path: 'shoes/red', expected: '/shoes/red.tif' },
		{ line: 'DefaultExt=.tif', Path: 'shoes/red.jpg', expected: '/shoes/red.jpg' },
		{ line: 'DefaultExt=.tif', Path: 'v1.2/red', expected: '/v1.2/red.tif' },
		{ line: 'DefaultExt=', Path: 'shoes/red', expected: '/shoes/red' },
		{ line: '', Path: 'shoes/red', expected: '/shoes/red.png' },
	])(
		'catalog-and-errors 61: $Path with "$line" is fetched from $expected',
		async ({ line, Path, expected }) => {
			const { manifest } = await runImport(
				{
					'default.ini': 'DefaultExt=.png',
					'acme.ini': `RootId=Acme\nCatalogFile=images.txt\n${line}`,
					'images.txt': `Id\tPath\na\t${Path}\n`,
				},
				...['default.ini', 'acme.ini'],
			);
			const catalogs = manifest?.catalogs ?? {};
			const object = { specifier: 'a', rootId: 'Acme', id: 'a', record: catalogs.Acme?.records?.a };
			expect(assetPath(object, effectiveAttributes(catalogs, 'Acme'))).toBe(expected);
		},
	);

	test('what the pages take for not defined is left out, so that it is inherited', async () => {
		const { manifest, out } = await importAcme('FullMatch=2\nRequestLock=yes\nIccRenderIntent=9\nRootPath=');
		expect(Object.keys(manifest?.catalogs.Acme?.attributes ?? {}).sort()).toEqual(['RootPath', 'TimeStamp']);
		expect(out.match(/warning: .*/g)).toEqual([
			'warning: FullMatch=2 is left out; expected one of 0, 1',
			'warning: RequestLock=yes is left out; expected one of 0, 1',
			'warning: IccRenderIntent=9 is left out; expected a whole number from 0 to 3',
		]);
	});

	test('are read as UTF-8 only after a byte order mark', async () => {
		const ini = Buffer.from('RootId=Acme\nPublishInfo=é\n');
		const read = async (bytes: Uint8Array) =>
			(await runImport({ 'default.ini': '', 'acme.ini': bytes }, 'default.ini', 'acme.ini')).manifest
				?.catalogs.Acme?.attributes?.PublishInfo;
		expect(await read(ini)).toBe('Ã©');
		expect(await read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), ini]))).toBe('é');
		expect(await read(Buffer.from('RootId=Acme\nPublishInfo=\x80 5 \x96 caf\xe9\n', 'latin1'))).toBe(
			'€ 5 – café',
		);
		const outcome = await runImport({ 'default.ini': ini.subarray(12) }, 'default.ini');
		expect(complaints(outcome)).toEqual([
			'default.ini:1: warning: read "Ã©", which is "é" in UTF-8; expected a byte order mark at the beginning of a file in UTF-8',
		]);
	});
});

describe('records', () => {
	test('catalog-and-errors 57: the later of two rows with one Id wins, and nothing of the first is left', async () => {
		const { manifest } = await importAcme('CatalogFile=images.txt', {
			'images.txt': 'Id\tPath\tModifier\na\tx.png\twid=1\nA\tz.png\t\na\ty.png\t\n',
		});
		expect(manifest?.catalogs.Acme?.records).toEqual({ a: { Path: 'y.png' }, A: { Path: 'z.png' } });
	});

	test('files are read in their order, from the folder of the attribute file, a subfolder or anywhere', () =>
		withFolder({ 'b.txt': 'Id\tPath\na\tb.png\nb\tb.png\n' }, async (elsewhere) => {
			const { manifest } = await runImport(
				{
					'default.ini': '',
					'shop/acme.ini': `RootId=Acme\nCatalogFile=a.txt, ${join(elsewhere, 'b.txt')} ,sub\\c.txt`,
					'shop/a.txt': 'Id\tPath\na\ta.png\n',
					'shop/sub/c.txt': 'Id\tPath\nb\tc.png\n',
				},
				...['default.ini', 'shop/acme.ini'],
			);
			expect(manifest?.catalogs.Acme?.records).toEqual({ a: { Path: 'b.png' }, b: { Path: 'c.png' } });
		}));

	test('an image record wins over an SVG record of its Id', async () => {
		const { manifest, out } = await importAcme('SvgCatalogFile=s.txt,t.txt\nCatalogFile=i.txt', {
			'i.txt': 'Id\tPath\na\ta.png\n',
			's.txt': 'Id\tPath\na\ta.svg\nb\tb.svg\n',
			't.txt': 'Id\tPath\nb\tnew.svg\n',
		});
		expect(manifest?.catalogs.Acme?.records).toEqual({ a: { Path: 'a.png' }, b: { Path: 'new.svg' } });
		expect(out).toContain('s.txt:2: warning: "a" is left out: an image record has this Id');
	});

	test('static content has an id space of its own', async () => {
		const { manifest } = await importAcme('CatalogFile=i.txt\nStaticContentCatalogFile=s.txt', {
			'i.txt': 'Id\tPath\na\ta.png\n',
			's.txt': 'Id\tPath\tVideoSize\na\ta.pdf\t10,20\n',
		});
		expect(manifest?.catalogs.Acme).toMatchObject({
			records: { a: { Path: 'a.png' } },
			staticContent: { a: { Path: 'a.pdf', VideoSize: '10,20' } },
		});
	});

	test('numbers are numbers, everything else is text, a time that is none is left out', async () => {
		const { manifest, out } = await importAcme('CatalogFile=i.txt', {
			'i.txt': 'Id\tExpiration\tResolution\tUserType\tTimeStamp\n1\t-2\t 72.5 \t007\tnow\n',
		});
		expect(manifest?.catalogs.Acme?.records).toEqual({
			1: { Expiration: -2, Resolution: 72.5, UserType: '007' },
		});
		expect(out).toContain('i.txt:2: warning: TimeStamp "now" is left out');
	});

	test('ids that every object has are ids like others, but for those that JavaScript reserves', async () => {
		const ids = (...names: string[]) => `Id\tPath\n${names.map((name) => `${name}\tx.png\n`).join('')}`;
		const right = await importAcme('CatalogFile=i.txt', { 'i.txt': ids('toString', 'a/b', '12', 'é') });
		expect(Object.keys(right.manifest?.catalogs.Acme?.records ?? {})).toEqual([
			'12',
			'toString',
			'a/b',
			'Ã©',
		]);
		const wrong = await importAcme('CatalogFile=i.txt', { 'i.txt': ids('a', '__proto__', 'b,c') });
		expect(wrong.manifest).toBeUndefined();
		expect(complaints(wrong)).toEqual([
			'i.txt:3: error: __proto__: JavaScript reserves this name; expected another one',
			'i.txt:4: error: b,c: found "b,c"; expected a record id without a comma',
		]);
	});
});

describe('macros, fonts and profiles', () => {
	test('macros: the later of two names that differ in case only wins, and has to stand below what it calls', async () => {
		const { manifest, out } = await runImport(
			{
				'default.ini': 'MacroFile=d.txt',
				'd.txt': 'Name\tDefinition\nbase\tqlt=90\n',
				'acme.ini': 'RootId=Acme\nMacroFile=m.txt',
				'm.txt':
					'Name\tDefinition\nThumb\twid=1\nb\t$BASE$&$thumb$\nc\t$d$&wid=2\nd\twid=$c$&text=$c$\nthumb\twid=3\n',
			},
			...['default.ini', 'acme.ini'],
		);
		expect(Object.entries(manifest?.catalogs.Acme?.macros ?? {})).toEqual([
			['b', '$BASE$&$thumb$'],
			['c', '$d$&wid=2'],
			['d', 'wid=$c$&text=$c$'],
			['thumb', 'wid=3'],
		]);
		expect(out.match(/.*warning: .*/g)).toEqual([
			'm.txt:4: warning: $d$ is a macro that is not defined before c, nor in the default catalog',
		]);
	});

	test('fonts: four styles a name; paths follow RootPath, as those of images do', async () => {
		const { manifest, out } = await importAcme('FontMapFile=f.txt\nRootPath=img', {
			'f.txt': [
				'Name\tFontPath\tBold\tItalic\tPsName',
				'A\ta.ttf\t\t0\tAPs',
				'A\tC:\\Fonts\\b.ttf\t1\t\t',
				'A\t/i.ttf\t0\t1\t',
				'A\tsub\\bi #1.ttf\t1\t1\t',
				'A\tlater.ttf\tno\t\t',
			].join('\n'),
		});
		expect(manifest?.catalogs.Acme?.fonts).toEqual({
			A: {
				regular: '/img/later.ttf',
				bold: '/Fonts/b.ttf',
				italic: '/i.ttf',
				boldItalic: '/img/sub/bi %231.ttf',
			},
		});
		expect(complaints({ out, error: '', code: 0 })).toEqual([
			'f.txt:6: warning: Bold "no" is read as 0; expected 0 or 1',
		]);
	});

	test('fonts without a RootPath of their own follow that of the default catalog', async () => {
		const fonts = async (line: string) =>
			(
				await runImport(
					{
						'default.ini': 'RootPath=/all',
						'acme.ini': `RootId=Acme\nFontMapFile=f.txt\n${line}`,
						'f.txt': 'Name\tFontPath\nA\ta.ttf\n',
					},
					...['default.ini', 'acme.ini'],
				)
			).manifest?.catalogs.Acme?.fonts;
		expect(await fonts('')).toEqual({ A: { regular: '/all/a.ttf' } });
		expect(await fonts('RootPath=')).toEqual({ A: { regular: '/a.ttf' } });
	});

	test('profiles', async () => {
		const { manifest } = await importAcme('IccProfileMapFile=p.txt', {
			'p.txt': 'Name\tProfilePath\na\tx.icc\na\ty.icc\n',
		});
		expect(manifest?.catalogs.Acme?.profiles).toEqual({ a: 'y.icc' });
	});
});

describe('rule sets', () => {
	test.each(['UTF-8', 'ISO-8859-1'])('are read in the encoding they declare: %s', async (encoding) => {
		const xml = `<?xml version="1.0" encoding="${encoding}"?><ruleset><rule Name="é"/></ruleset>`;
		const { manifest } = await importAcme('RuleSetFile=r.xml', {
			'r.xml': Buffer.from(xml, encoding === 'UTF-8' ? 'utf8' : 'latin1'),
		});
		expect(manifest?.catalogs.Acme?.rules).toEqual([{ name: 'é', onMatch: 'break', replace: 'first' }]);
	});

	test('in another encoding than they declare are refused', async () => {
		const { error } = await importAcme('RuleSetFile=r.xml', {
			'r.xml': Buffer.from('<?xml version="1.0"?><ruleset><rule Name="é"/></ruleset>', 'latin1'),
		});
		expect(error).toContain('r.xml:1: error: found bytes that are not utf-8');
	});
});

describe('what a browser would refuse is said at its place in the files, and nothing is written', () => {
	const xml = (rules: string) => `<?xml version="1.0"?><ruleset>\n${rules}\n</ruleset>`;
	test.each<[string, string, Record<string, string>, string]>([
		[
			'an attribute',
			'MaxPix=1,1\nBkgColor=white',
			{},
			'acme.ini:3: error: BkgColor: found "white"; expected a colour as RRGGBB in hex, e.g. ffffff',
		],
		[
			'a field',
			'CatalogFile=i.txt',
			{ 'i.txt': 'Id\tSize\na\t1,2\nb\tbig\n' },
			'i.txt:3: error: Size: found "big"; expected two whole numbers, e.g. 100,200',
		],
		[
			'a command in a Modifier',
			'CatalogFile=i.txt',
			{ 'i.txt': 'Id\tModifier\na\twid=1\nb\twid=big\n' },
			'i.txt:3: error: Modifier: wid= needs an integer greater than 0, got "big". (in `wid=big`)',
		],
		[
			'a command in a macro',
			'MacroFile=m.txt',
			{ 'm.txt': 'Name\tDefinition\na\twid=big\n' },
			'm.txt:2: error: a: wid= needs an integer greater than 0, got "big". (in `wid=big`)',
		],
		[
			'the name of a macro',
			'MacroFile=m.txt',
			{ 'm.txt': 'Name\tDefinition\na b\twid=1\n' },
			'm.txt:2: error: a b: found "a b"; expected a macro name of letters, digits, hyphens, _ and .',
		],
		[
			'an attribute of a rule',
			'RuleSetFile=r.xml',
			{ 'r.xml': xml('<rule/>\n  <rule OnMatch="stop"/>') },
			'r.xml:3:3: error: onMatch: found "stop"; expected one of break, continue, error',
		],
		[
			'an expression',
			'RuleSetFile=r.xml',
			{ 'r.xml': xml('<rule>\n\t<expression>(</expression></rule>') },
			'r.xml:3:2: error: expression: ',
		],
		[
			'an address filter',
			'RuleSetFile=r.xml',
			{ 'r.xml': xml('<rule><addressfilter>localhost</addressfilter></rule>') },
			'r.xml:2:7: error: addressfilter: found "localhost"; expected a list of addresses or networks',
		],
		[
			'a header',
			'RuleSetFile=r.xml',
			{ 'r.xml': xml('<rule><header Name="A">a</header>\n<header>b</header></rule>') },
			'r.xml:3:1: error: header: the key `name` is missing',
		],
		['a RootId', 'RootId=a b', {}, 'acme.ini:2: error: RootId: found "a b"; expected a RootId without space'],
		[
			'a file that is not there',
			'\nCatalogFile=none.txt',
			{},
			'acme.ini:3: error: none.txt cannot be read (there is no such file)',
		],
		[
			'a file that is a folder',
			'MacroFile=sub',
			{ 'sub/x': '' },
			'acme.ini:2: error: sub cannot be read (it is a folder)',
		],
	])('%s', async (_, lines, files, line) => {
		const { code, error, manifest } = await importAcme(lines, files);
		expect({ code, manifest }).toEqual({ code: 1, manifest: undefined });
		expect(error).toContain(line);
		expect(error).toMatch(/\n1 error; shop\.json was not written$/);
	});

	test.each([
		{
			fault: 'no RootId',
			files: { 'default.ini': '', 'acme.ini': 'RootId=' },
			args: ['default.ini', 'acme.ini'],
			line: 'acme.ini:1: error: expected a RootId; only the default catalog, which is named first, has none',
		},
		{
			fault: 'a RootId of two catalogs',
			files: { 'default.ini': '', 'a.ini': 'RootId=A', 'b.ini': '\nRootId=A' },
			args: ['default.ini', 'a.ini', 'b.ini'],
			line: 'b.ini:2: error: RootId=A is taken by a.ini; expected a RootId for each catalog',
		},
		{
			fault: 'another catalog first',
			files: { 'a.ini': 'RootId=A', 'default.ini': '' },
			args: ['a.ini', 'default.ini'],
			line: 'a.ini:1: error: found RootId=A in the first file; expected the default catalog first',
		},
		{
			fault: 'a RootId that the manifest needs',
			files: { 'default.ini': '', 'a.ini': 'RootId=default' },
			args: ['default.ini', 'a.ini'],
			line: 'a.ini:1: error: the manifest calls the default catalog "default"; expected another RootId',
		},
		{
			fault: 'an attribute file that is not there',
			files: {},
			args: ['default.ini'],
			line: 'default.ini: error: default.ini cannot be read (there is no such file)',
		},
	])('$fault', async ({ files, args, line }) => {
		const { code, error, manifest } = await runImport(files, ...args);
		expect({ code, manifest }).toEqual({ code: 1, manifest: undefined });
		expect(error).toContain(line);
	});

	test('many faults are cut short, many warnings are counted', async () => {
		const rows = (field: string) =>
			Array.from({ length: 500 }, (_, index) => `r${index}\t${field}\n`).join('');
		const faulty = await importAcme('CatalogFile=i.txt', { 'i.txt': `Id\tSize\n${rows('big')}` });
		expect(faulty.code).toBe(1);
		expect(complaints(faulty)).toHaveLength(20);
		const odd = await importAcme('CatalogFile=i.txt', { 'i.txt': `Id\tTimeStamp\n${rows('now')}` });
		expect(odd.code).toBe(0);
		expect(complaints(odd)).toHaveLength(21);
		expect(odd.out).toContain('i.txt: warning: and 480 more of this file');
	});
});

describe('the manifest', () => {
	const files = { 'default.ini': 'ErrorDetail=1' };

	test('watches no server unless one is named, and says so', async () => {
		const { manifest, out } = await runImport(files, 'default.ini');
		expect(manifest?.servers).toEqual([]);
		expect(out).toContain('No image is watched yet.');
		expect(out).toContain('"servers": [{ "origin": "https://images.example.com" }]');
	});

	test('watches the servers that are named', async () => {
		const servers = ['--server', 'https://a.example.com', '--server=http://b.example.com:81'];
		const { manifest, out } = await runImport(files, 'default.ini', ...servers);
		expect(manifest?.servers.map(({ origin }) => origin)).toEqual([
			'https://a.example.com',
			'http://b.example.com:81',
		]);
		expect(out).not.toContain('No image is watched yet.');
	});

	test('is not written for a server that is none', async () => {
		const { code, error, manifest } = await runImport(files, 'default.ini', '--server', 'images');
		expect({ code, manifest }).toEqual({ code: 1, manifest: undefined });
		expect(error).toContain('--server: error: found "images"; expected an origin such as');
	});

	test('that is there keeps everything but its catalogs, and is lost by no failure', () =>
		withFolder({ 'default.ini': 'ErrorDetail=1', 'bad.ini': 'ErrorDetail=9' }, async (folder) => {
			const out = join(folder, 'shop.json');
			const before = JSON.stringify({
				version: '7',
				servers: [{ origin: 'https://a.example.com' }],
				catalogs: { Old: {} },
				mode: 'observe',
			});
			await writeFile(out, before);
			expect((await runInTerminal('import', join(folder, 'bad.ini'), '--out', out)).code).toBe(1);
			expect(await readFile(out, 'utf8')).toBe(before);

			expect((await runInTerminal('import', join(folder, 'default.ini'), '--out', out)).code).toBe(0);
			expect(parseManifest(await readFile(out, 'utf8'))).toMatchObject({
				version: '7',
				servers: [{ origin: 'https://a.example.com' }],
				mode: 'observe',
			});
			expect(Object.keys(JSON.parse(await readFile(out, 'utf8')).catalogs)).toEqual(['default']);

			const server = ['--server', 'https://b.example.com'];
			await runInTerminal('import', join(folder, 'default.ini'), '--out', out, ...server);
			expect(parseManifest(await readFile(out, 'utf8')).servers).toMatchObject([
				{ origin: 'https://b.example.com' },
			]);
			expect((await readdir(folder)).sort()).toEqual(['bad.ini', 'default.ini', 'shop.json']);
		}));

	test('goes where no folder is yet, and not where none can be', () =>
		withFolder({ 'default.ini': '', file: '' }, async (folder) => {
			const to = (...path: string[]) =>
				runInTerminal('import', join(folder, 'default.ini'), '--out', join(folder, ...path));
			expect((await to('new', 'folder', 'shop.json')).code).toBe(0);
			expect(existsSync(join(folder, 'new/folder/shop.json'))).toBe(true);
			const { code, error } = await to('file', 'shop.json');
			expect(code).toBe(1);
			expect(error).toContain(join(folder, 'file'));
		}));

	test('what was read is told, a line each file', async () => {
		const { out } = await importAcme('CatalogFile=i.txt', { 'i.txt': 'Id\na\nb\n' });
		expect(out.split('\n').slice(0, 4)).toEqual([
			'read default.ini: 0 attributes',
			'read acme.ini: 2 attributes',
			'read i.txt: 2 rows',
			'wrote shop.json: 2 catalogs, 2 records, 0 macros, 0 fonts, 0 rules',
		]);
	});
});

test('20,000 records', async () => {
	const rows = Array.from(
		{ length: 20_000 },
		(_, index) => `r${index}\tfolder/${index}.tif\twid=${(index % 50) + 1}\n`,
	);
	const { code, manifest } = await importAcme('CatalogFile=i.txt', {
		'i.txt': `Id\tPath\tModifier\n${rows.join('')}`,
	});
	expect(code).toBe(0);
	const records = manifest?.catalogs.Acme?.records ?? {};
	expect(Object.keys(records)).toHaveLength(20_000);
	expect(records.r19999).toEqual({ Path: 'folder/19999.tif', Modifier: 'wid=50' });
});

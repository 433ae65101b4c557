import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runInTerminal } from './testing/run-in-terminal.js';
import { withFolder } from './testing/temporary-folder.js';

/** Runs check on a file of that text; what is written names it `shop.json`, without its folder. */
function check(text: string, ...switches: readonly string[]) {
	return withFolder({ 'shop.json': text }, async (folder) => {
		const { code, out, error } = await runInTerminal('check', join(folder, 'shop.json'), ...switches);
		const short = (written: string) => written.replaceAll(join(folder, 'shop.json'), 'shop.json');
		return { code, out: short(out), error: short(error) };
	});
}

function manifest(servers: unknown, attributes: object = {}): string {
	return JSON.stringify({ servers, catalogs: { default: { attributes } } });
}

const servers = [{ origin: 'https://images.example.com' }];
const incomplete = manifest(servers, { DefaultImageMode: 0, IccDither: 1 });

test('a right manifest', async () => {
	expect(await check(manifest(servers))).toEqual({
		code: 0,
		out: 'shop.json is valid: 0 errors, 0 warnings',
		error: '',
	});
});

test.each([
	{ fault: 'not JSON', text: '{ "servers": ', line: '1:14: error: $: not JSON: ' },
	{
		fault: 'JSON with a comma too many',
		text: '{\n\t"servers": [],\n\t"mode": "on",\n}',
		line: '4:1: error: $: not JSON: found `}`; expected a name in double quotes',
	},
	{
		fault: 'an origin that is none',
		text: manifest([{ origin: 'images' }]),
		line: '1:23: error: $.servers[0].origin: found "images"; expected an origin such as',
	},
	{
		fault: 'an unknown attribute',
		text: '\ufeff{"servers":[],\r\n"catalogs":{"default":{"attributes":{\r\n  "DefaultImg":"x"}}}}',
		line: '3:16: error: $.catalogs.default.attributes.DefaultImg: unknown attribute; did you mean `DefaultImage`?',
	},
	{
		fault: 'a template that cannot work',
		text: manifest(servers).replace(
			'"attributes"',
			'"records":{"no-image":{"Modifier":"wid=big"}},"attributes"',
		),
		line: '1:111: error: $.catalogs.default.records["no-image"].Modifier: ',
	},
])('$fault is an error with its place', async ({ text, line }) => {
	const { code, error } = await check(text);
	expect(code).toBe(1);
	expect(error).toContain(`shop.json:${line}`);
	expect(error).toMatch(/shop\.json is not valid: 1 error, 0 warnings$/);
});

test('errors stand in the order of the text', async () => {
	const { error } = await check('{ "mode": "onn",\n"servers": [{ "origin": "x" }],\n"version": 7 }');
	const lines = [...error.matchAll(/shop\.json:(\d+):/g)].map(([, line]) => Number(line));
	expect(lines).toEqual([1, 2, 3]);
});

test('every template is tried, however many there are', async () => {
	const records = Object.fromEntries(
		Array.from({ length: 800 }, (_, i) => [`r${i}`, { Modifier: `wid=${i + 1}` }]),
	);
	const text = JSON.stringify({
		servers,
		catalogs: { default: { records: { ...records, last: { Modifier: 'wid=x' } } } },
	});
	const { code, error } = await check(text);
	expect(code).toBe(1);
	expect(error).toContain('$.catalogs.default.records.last.Modifier: ');
});

test('a manifest that does less than it says is valid, with a warning at its place', async () => {
	const { code, out, error } = await check(incomplete);
	expect({ code, error }).toEqual({ code: 0, error: '' });
	expect(out.split('\n')).toEqual([
		'shop.json:1:124: warning: $.catalogs.default.attributes.IccDither: not used in the browser',
		'shop.json is valid: 0 errors, 1 warning',
	]);
});

test('a name that stands twice is a warning: JSON readers keep the last one only', async () => {
	const { code, out } = await check('{\n"servers": [],\n"catalogs": { "A": {}, "A": {} } }');
	expect(code).toBe(0);
	expect(out).toContain('shop.json:3:24: warning: $.catalogs.A: the same name stands here twice');
});

test('--strict: warnings count', async () => {
	expect((await check(manifest(servers), '--strict')).code).toBe(0);
	const { code, error } = await check(incomplete, '--strict');
	expect(code).toBe(1);
	expect(error).toBe('shop.json is valid: 0 errors, 1 warning (--strict: no warnings are accepted)');
});

test('--json: one object, with nothing else beside it', async () => {
	const { code, out, error } = await check('{ "servers": 7 }', '--json');
	expect({ code, error }).toEqual({ code: 1, error: '' });
	expect(JSON.parse(out)).toEqual({
		file: 'shop.json',
		passed: false,
		errors: 1,
		warnings: 0,
		findings: [
			{
				severity: 'error',
				path: '$.servers',
				message: 'found 7; expected an array such as [{"origin":"https://images.example.com"}]',
				line: 1,
				column: 14,
			},
		],
	});
});

test('--json: what is missing has the place of what misses it', async () => {
	const { out } = await check('{ "servers": [ {} ] }', '--json');
	expect(JSON.parse(out).findings).toMatchObject([{ path: '$.servers[0]', line: 1, column: 16 }]);
});

test('--json --strict: warnings decide', async () => {
	const { code, out } = await check(incomplete, '--json', '--strict');
	expect(code).toBe(1);
	expect(JSON.parse(out)).toMatchObject({ passed: false, errors: 0, warnings: 1 });
});

test('a folder in the place of a file', () =>
	withFolder({}, async (folder) => {
		const { code, error } = await runInTerminal('check', folder);
		expect(code).toBe(1);
		expect(error).toBe(
			`${folder} is a folder; expected a file such as ${join(folder, 'image-fallback.json')}`,
		);
	}));

test('a file that is not there', () =>
	withFolder({}, async (folder) => {
		const { code, error } = await runInTerminal('check', join(folder, 'none.json'));
		expect(code).toBe(1);
		expect(error).toContain('none.json');
	}));

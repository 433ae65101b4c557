import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { plainPng, readPixels } from '../testing/pixels.js';
import { runInTerminal } from '../testing/run-in-terminal.js';
import { withFolder } from '../testing/temporary-folder.js';
import { distFile } from '../worker-files.js';

const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];
const LIME = [0, 255, 0, 255];

const manifest = (color = 'ff0000') =>
	JSON.stringify({
		servers: [],
		catalogs: {
			Acme: {
				records: {
					blue: { Path: 'blue.png' },
					lost: { Path: 'lost.png' },
					card: { Modifier: `size=30,20&color=${color}&layer=1&src=blue&size=10,10` },
				},
			},
		},
	});

const site = () => ({ 'shop.json': manifest(), 'blue.png': plainPng(10, 10, '#00f') });

function render(folder: string, template: string, out: string, ...more: readonly string[]) {
	const files = ['--manifest', join(folder, 'shop.json'), '--out', join(folder, out)];
	return runInTerminal('render', template, ...files, ...more);
}

async function picture(folder: string, name: string) {
	return readPixels(await readFile(join(folder, name)));
}

test('makes a picture in the format of its file', () =>
	withFolder(site(), async (folder) => {
		const { code, out, error } = await render(folder, 'Acme/card?wid=60', 'card.png');
		expect({ code, error }).toEqual({ code: 0, error: '' });
		expect(out).toMatch(/^wrote .*card\.png: 60 x 40, image\/png, \d+ bytes$/);
		const { width, height, at } = await picture(folder, 'card.png');
		expect([width, height, at(30, 20), at(5, 20)]).toEqual([60, 40, BLUE, RED]);
	}));

test('says what is odd about the template, and draws it all the same', () =>
	withFolder(site(), async (folder) => {
		const { code, error } = await render(folder, 'Acme/card?foo=1&fmt=gif', 'card.gif');
		expect(code).toBe(0);
		expect(error).toContain('template:1:11: warning: There is no command "foo". (in `foo=1`)');
	}));

describe('exit code 1, and nothing is written', () => {
	test.each([
		['a value that is none', 'Acme/card?wid=x', 'template:1:11: error: wid= needs an integer greater than 0'],
		[
			'a picture that is not there',
			'Acme/none',
			'error: The image Acme/none cannot be had: the manifest has no such record: it has no file, and the manifest names no image server',
		],
		[
			'a record that is misspelled',
			'Acme/cardd?wid=9',
			'error: The image Acme/cardd cannot be had: the manifest has no such record; did you mean Acme/card?',
		],
		['a record without its catalog', 'card', 'the manifest has no such record; did you mean Acme/card?'],
		['a catalog that is misspelled', 'acme/card', 'the manifest has no such record; did you mean Acme/card?'],
		['a source that is misspelled', 'Acme/card?layer=1&src=bluee', 'did you mean Acme/blue?'],
		['a file that is missing', 'Acme/lost', 'lost.png: there is no such file or folder'],
		[
			'too large a picture',
			'Acme/card?wid=9000',
			"(9000 x 6000). The manifest's limits.renderPixels bounds their number, and no side may be longer than 16,384.",
		],
		['an error of the documentation', 'Acme/card?fit=crop', 'error: '],
	])('%s', (_, template, message) =>
		withFolder(site(), async (folder) => {
			const { code, out, error } = await render(folder, template, 'card.png');
			expect({ code, out }).toEqual({ code: 1, out: '' });
			expect(error).toContain(message);
			await expect(readFile(join(folder, 'card.png'))).rejects.toThrow('ENOENT');
		}),
	);

	test('a file without a format', () =>
		withFolder(site(), async (folder) => {
			const { code, error } = await render(folder, 'Acme/card', 'card');
			expect(code).toBe(1);
			expect(error).toContain('give fmt=, or one of .jpg');
		}));

	test('a wrong manifest', () =>
		withFolder({ 'shop.json': '{ "servers": 7 }' }, async (folder) => {
			const { code, error } = await render(folder, 'Acme/card', 'card.png');
			expect(code).toBe(1);
			expect(error).toMatch(/shop\.json:1:14: \$\.servers: found 7; expected an array such as /);
		}));

	test('no manifest', () =>
		withFolder({}, async (folder) => {
			const { code, error } = await render(folder, 'Acme/card', 'card.png');
			expect(code).toBe(1);
			expect(error).toMatch(/^error: .*shop\.json: there is no such file or folder$/);
		}));

	test('a folder that is not there', () =>
		withFolder(site(), async (folder) => {
			const { code, error } = await render(folder, 'Acme/card', 'nowhere/card.png');
			expect(code).toBe(1);
			expect(error).toMatch(/^error: .*nowhere.card\.png: there is no such file or folder$/);
		}));
});

test('exit code 2 without --out', async () => {
	const { code, error } = await runInTerminal('render', 'Acme/card');
	expect(code).toBe(2);
	expect(error).toMatch(/^render needs --out FILE\.\n/);
});

test.each([
	['Acme/hello', '$error.message$ has no value, and shows as it is: add ?$error.message=...'],
	// what a shell makes of '?$error.message=Hello' without the quotes: a comment
	['Acme/hello?.message=Hello', '$error.message$ has no value, and shows as it is: add &$error.message=...'],
	['Acme/hello?$error.message=Hello', undefined],
])('%s: of a variable without a value it says: %s', (template, sentence) =>
	withFolder(
		{
			'shop.json': JSON.stringify({
				servers: [],
				catalogs: { Acme: { records: { hello: { Modifier: 'size=99,40&text=$error.message$' } } } },
			}),
		},
		async (folder) => {
			const { code, error } = await render(folder, template, 'hello.png');
			expect(code).toBe(0);
			expect(error).toBe(
				sentence === undefined ? '' : `template: note: ${sentence} to the template, in single quotes.`,
			);
		},
	),
);

test.each([
	['a size', 'size=$w$,40&color=ff0000', ['$w$']],
	['a colour', 'size=9,9&color=$tone$', ['$tone$']],
	['the name of a picture', 'size=9,9&color=ff0000&layer=1&src=Acme/$picture$', ['$picture$']],
	['a mask', 'size=9,9&color=ff0000&layer=1&size=9,9&color=0000ff&mask=Acme/$shape$', ['$shape$']],
	['a nested request', 'size=9,9&color=ff0000&layer=1&src=is(Acme/dot?wid=$n$)', ['$n$']],
	['a font', 'size=9,9&color=ff0000&layer=1&text={\\fonttbl{\\f0 $face$;}}\\f0 x', ['$face$']],
	['several', 'size=9,9&color=ff0000&layer=1&src=Acme/$a$&pos=$b$,0', ['$a$', '$b$']],
	['one that has a value', 'size=$w$,40&color=ff0000&$w=30', []],
])('of a variable without a value in %s it says how to give it one', (_, Modifier, names) =>
	withFolder(
		{
			'shop.json': JSON.stringify({
				servers: [],
				catalogs: { Acme: { records: { card: { Modifier }, dot: { Modifier: 'size=9,9&color=ff0000' } } } },
			}),
		},
		async (folder) => {
			const { error } = await render(folder, 'Acme/card', 'card.png');
			const told = error.split('\n').filter((line) => line.includes('has no value'));
			expect(told).toEqual(
				names.map(
					(name) =>
						`template: note: ${name} has no value: add ?${name.slice(0, -1)}=... to the template, in single quotes.`,
				),
			);
		},
	),
);

describe('the program as it is published', () => {
	/** Starts it; `next` gives its lines one by one. */
	function start(folder: string, ...args: readonly string[]) {
		const program = spawn(process.execPath, [distFile('cli.js'), 'render', ...args], { cwd: folder });
		const lines = createInterface({ input: program.stdout })[Symbol.asyncIterator]();
		return { program, next: async () => String((await lines.next()).value) };
	}

	const exitOf = async (program: ChildProcess) => (await once(program, 'exit'))[0];

	test('draws', () =>
		withFolder(site(), async (folder) => {
			const { program, next } = start(folder, 'Acme/card', '--manifest', 'shop.json', '--out', 'card.png');
			const code = exitOf(program);
			expect(await next()).toContain('wrote card.png: 30 x 20');
			expect(await code).toBe(0);
			expect((await picture(folder, 'card.png')).at(15, 10)).toEqual(BLUE);
		}));

	test('--watch draws again when the manifest or a picture changes, until it is interrupted', () =>
		withFolder(site(), async (folder) => {
			const args = ['Acme/card', '--manifest', 'shop.json', '--out', 'card.png', '--watch'];
			const { program, next } = start(folder, ...args);
			const errors = createInterface({ input: program.stderr })[Symbol.asyncIterator]();
			const code = exitOf(program);
			expect(await next()).toContain('wrote card.png');
			expect(await next()).toBe('watching; Ctrl-C ends it');

			await writeFile(join(folder, 'shop.json'), manifest('00ff00'));
			expect(await next()).toContain('wrote card.png');
			expect((await picture(folder, 'card.png')).at(2, 10)).toEqual(LIME);

			// as editors save
			await writeFile(join(folder, 'new.png'), plainPng(10, 10, '#f00'));
			await rename(join(folder, 'new.png'), join(folder, 'blue.png'));
			expect(await next()).toContain('wrote card.png');
			expect((await picture(folder, 'card.png')).at(15, 10)).toEqual(RED);

			await writeFile(join(folder, 'shop.json'), '{');
			expect(String((await errors.next()).value)).toContain('shop.json:1:2: $: not JSON');
			await writeFile(join(folder, 'shop.json'), manifest());
			expect(await next()).toContain('wrote card.png');

			program.kill('SIGINT');
			expect(await code).toBe(0);
		}));
});

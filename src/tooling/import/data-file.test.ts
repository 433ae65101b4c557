import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createProgress } from '../progress.js';
import { withFolder } from '../testing/temporary-folder.js';
import { readDataFile } from './data-file.js';
import { ImportStopped, Report } from './report.js';

const columns = { required: ['Id'], optional: ['Path', 'Modifier', 'UserData'] };

/** The rows of a data file with their lines, and what was said about it. */
function read(content: string | Uint8Array) {
	return withFolder({ 'data.txt': content }, async (folder) => {
		const lines: string[] = [];
		const say = (line: string) => lines.push(line.replace(join(folder, '/'), ''));
		const report = new Report({ out: say, error: say });
		const rows: [line: number | undefined, fields: object][] = [];
		const file = join(folder, 'data.txt');
		try {
			const reading = { report, progress: createProgress(undefined) };
			for await (const { place, fields } of readDataFile(file, columns, { file: 'a.ini' }, reading)) {
				rows.push([place.line, fields]);
			}
		} catch (error) {
			expect(error).toBeInstanceOf(ImportStopped);
		}
		return { rows, lines, fields: rows.map(([, fields]) => fields) };
	});
}

test('catalog-and-errors 55: spaces are data, columns named .something are none, fields may be empty', async () => {
	const { fields, lines } = await read('Id\tPath\t.note\tModifier\na\t p.tif\tz\t\n');
	expect(fields).toEqual([{ Id: 'a', Path: ' p.tif' }]);
	expect(lines).toEqual([]);
});

test('catalog-and-errors 56: quotes are doubled in a quoted field', async () => {
	expect((await read('Id\tUserData\na\t"He said ""hi"""\n')).fields).toEqual([
		{ Id: 'a', UserData: 'He said "hi"' },
	]);
});

test('catalog-and-errors 58: UTF-8 after a byte order mark, else ISO-8859-1', async () => {
	const bytes = Buffer.from('Id\tPath\na\té\n');
	expect((await read(bytes)).fields).toEqual([{ Id: 'a', Path: 'Ã©' }]);
	expect((await read(Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]))).fields).toEqual([
		{ Id: 'a', Path: 'é' },
	]);
	expect((await read(Buffer.from('Id\tPath\na\té\n', 'latin1'))).fields).toEqual([{ Id: 'a', Path: 'é' }]);
});

test('bytes that ISO-8859-1 leaves to control characters are read as Windows writes them', async () => {
	const bytes = Buffer.from('Id\tPath\na\t\x80 \x93x\x94 \x96 \x85\n', 'latin1');
	expect(await read(bytes)).toMatchObject({ fields: [{ Id: 'a', Path: '€ “x” – …' }], lines: [] });
});

test('UTF-8 without a byte order mark is told once, with the first line that has any', async () => {
	const { fields, lines } = await read(Buffer.from('Id\tPath\na\tx\nb\tcafé\nc\t“é”\n'));
	expect(fields[1]).toEqual({ Id: 'b', Path: 'cafÃ©' });
	expect(lines).toEqual([
		'data.txt:3: warning: read "Ã©", which is "é" in UTF-8; expected a byte order mark at the beginning of a file in UTF-8',
	]);
});

test.each([
	['LF', '\n'],
	['CR', '\r'],
	['CR LF', '\r\n'],
])('records end with %s, the last one perhaps with nothing', async (_, end) => {
	const text = ['Id\tPath', 'a\tx', 'b\ty'].join(end);
	const rows = [
		[2, { Id: 'a', Path: 'x' }],
		[3, { Id: 'b', Path: 'y' }],
	];
	expect((await read(text)).rows).toEqual(rows);
	expect((await read(text + end)).rows).toEqual(rows);
});

describe('fields', () => {
	test.each<[string, string, object]>([
		['a TAB in quotes', 'a\t"x\ty"', { Id: 'a', Path: 'x\ty' }],
		['line ends in quotes', 'a\t"x\r\ny\rz\n"', { Id: 'a', Path: 'x\r\ny\rz\n' }],
		['quotes in the middle of an unquoted field', 'a\t<A HREF="x">', { Id: 'a', Path: '<A HREF="x">' }],
		['single quotes, which are data', "a\t'x'", { Id: 'a', Path: "'x'" }],
		['quotes round nothing', 'a\t""\tm', { Id: 'a', Modifier: 'm' }],
		['quotes that begin with quotes', 'a\t"""x"" y"', { Id: 'a', Path: '"x" y' }],
		['percent signs, which are not decoded', 'a\tx%20y', { Id: 'a', Path: 'x%20y' }],
		['a short row', 'a', { Id: 'a' }],
		['empty fields more than there are columns', 'a\tx\t\t\t\t\t', { Id: 'a', Path: 'x' }],
		['only spaces', 'a\t ', { Id: 'a', Path: ' ' }],
	])('%s', async (_, row, fields) => {
		expect(await read(`Id\tPath\tModifier\tUserData\n${row}\n`)).toMatchObject({
			fields: [fields],
			lines: [],
		});
	});

	test('more of them than there are columns', async () => {
		const { fields, lines } = await read('Id\tPath\na\tx\ty\n');
		expect(fields).toEqual([{ Id: 'a', Path: 'x' }]);
		expect(lines).toEqual([
			'data.txt:2: warning: the row has more fields than the 2 columns; the rest is left out',
		]);
	});
});

test('lines are counted over empty lines and quoted line ends', async () => {
	const { rows } = await read('Id\tPath\r\n\r\na\t"x\r\ny\nz"\r\n\r\nb\t\r\n');
	expect(rows.map(([line]) => line)).toEqual([3, 7]);
});

test('columns may be written in other letters and stand in any order', async () => {
	expect((await read('PATH\tid\nx\ta\n')).fields).toEqual([{ Id: 'a', Path: 'x' }]);
});

describe('what is wrong is said with its line', () => {
	test.each<[string, string, string[]]>([
		[
			'an unknown column',
			'Id\tModifer\tColour\na\tx\ty\n',
			[
				'data.txt:1: warning: there is no column "Modifer", so it is left out; did you mean Modifier?',
				'data.txt:1: warning: there is no column "Colour", so it is left out',
			],
		],
		[
			'a column twice',
			'Id\tPath\tpath\n',
			['data.txt:1: error: the column path is there twice; expected it once'],
		],
		[
			'a column without a name',
			'Id\t\tPath\n',
			['data.txt:1: error: a column has no name; expected one between any two TABs'],
		],
		[
			'commas in place of TABs',
			'Id,Path\na,x\n',
			[
				'data.txt:1: warning: there is no column "Id,Path", so it is left out',
				'data.txt:1: error: there is no column Id; expected Id and others, separated by one TAB',
			],
		],
		[
			'a row without an Id',
			'Id\tPath\n\tx\na\ty\n\tz',
			['data.txt:2: error: the row has no Id', 'data.txt:4: error: the row has no Id'],
		],
		[
			'text after a closing quote',
			'Id\tPath\na\tx\nb\t"Best" shoe\nc\tz\n',
			[
				'data.txt:3: error: text follows the closing quote of "\\"Best\\" shoe"; expected quotes doubled in a quoted field',
			],
		],
		[
			'a quote that takes the next rows with it',
			'Id\tPath\na\t"x\nb\t5" tall\nc\tz\n',
			[
				'data.txt:2: error: text follows the closing quote of "\\"x\\nb\\t5\\" tall"; expected quotes doubled in a quoted field',
			],
		],
		[
			'a quote that is not closed',
			'Id\tPath\na\tx\nb\t"y\nc\tz\n',
			[
				'data.txt:3: error: the row that begins here does not end; expected a quote that closes each quoted field',
			],
		],
		[
			'nothing at all',
			'',
			['data.txt: error: expected a header record with Id and others, separated by one TAB'],
		],
	])('%s', async (_, text, expected) => {
		expect((await read(text)).lines).toEqual(expected);
	});

	test('UTF-16', async () => {
		expect((await read(Buffer.from('\ufeffId\n', 'utf16le'))).lines).toEqual([
			'data.txt: error: found UTF-16; expected UTF-8 with a byte order mark, or ISO-8859-1',
		]);
	});

	test('a quote left open at the top of a large file costs no more than a bounded piece of it', async () => {
		const { lines } = await read(`Id\tPath\na\t"x\n${'b\ty\n'.repeat(2_000_000)}`);
		expect(lines).toEqual([
			'data.txt:2: error: the row that begins here does not end; expected a quote that closes each quoted field',
		]);
	});
});

test('a file of several chunks, wherever they are cut', async () => {
	for (const shift of [0, 1, 2, 3]) {
		const rows = Array.from({ length: 9000 }, (_, index) => [`r${index}`, `é"\r\n${index}`] as const);
		const written = rows.map(([id, path]) => `${id}\t"${path.replaceAll('"', '""')}"\r\n`);
		const { fields } = await read(`\ufeffId\tPath\t.${'x'.repeat(shift)}\r\n${written.join('')}`);
		expect(fields).toEqual(rows.map(([Id, Path]) => ({ Id, Path })));
	}
});

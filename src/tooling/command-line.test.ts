import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { runInTerminal } from './testing/run-in-terminal.js';

test.each(['--help', '-h'])('%s lists every command that there is, and no other', async (option) => {
	const { code, out, error } = await runInTerminal(option);
	expect({ code, error }).toEqual({ code: 0, error: '' });
	const listed = [...out.matchAll(/^ {2}(\S+)/gm)].map(([, word]) => word);
	expect(listed).toEqual(['init', 'check', 'audit', 'import', 'render', 'uninstall', '--help', '--version']);
});

test.each(['--version', '-v'])('%s shows the version of the package', async (option) => {
	expect(await runInTerminal(option)).toEqual({ code: 0, out: packageJson.version, error: '' });
});

test('a file that is not there is named', async () => {
	const { code, error } = await runInTerminal('check', 'not-here.json');
	expect({ code, error }).toEqual({ code: 1, error: 'not-here.json: there is no such file or folder' });
	expect((await runInTerminal('check', '.')).error).toMatch(
		/is a folder; expected a file such as image-fallback.json$/,
	);
});

test.each([
	{ args: [], message: 'A command is missing.' },
	{
		args: ['instal', '.'],
		message: 'There is no command "instal"; the commands are init, check, audit, import, render, uninstall.',
	},
	{ args: ['check'], message: 'check needs FILE.' },
	{ args: ['import'], message: 'import needs DEFAULT.INI [CATALOG.INI].' },
	{ args: ['init', ''], message: 'init needs DIR.' },
	{ args: ['check', 'a.json', 'b.json'], message: 'check takes one FILE, not 2.' },
	{ args: ['check', '--fix', 'a.json'], message: "Unknown option '--fix'" },
])('$args makes no sense: exit code 2', async ({ args, message }) => {
	const { code, out, error } = await runInTerminal(...args);
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(error).toContain(message);
	expect(error).toContain('image-understudy --help');
});

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
	{ args: ['init', '--help'], usage: 'init DIR', option: '--manifest-only' },
	{ args: ['-h', 'check'], usage: 'check FILE', option: '--strict' },
	{ args: ['help', 'render'], usage: 'render TEMPLATE', option: '--out FILE' },
])('$args explains that command alone', async ({ args, usage, option }) => {
	const { code, out, error } = await runInTerminal(...args);
	expect({ code, error }).toEqual({ code: 0, error: '' });
	expect(out).toContain(`Usage: image-understudy ${usage}\n`);
	expect(out).toContain(option);
	expect(out).not.toContain('uninstall DIR');
});

test('help alone lists the commands', async () => {
	expect(await runInTerminal('help')).toEqual(await runInTerminal('--help'));
});

test.each([
	{ args: [], message: 'A command is missing.' },
	{ args: ['chekc', 'a.json'], message: 'There is no command "chekc"; the commands are init, check, audit,' },
	{ args: ['uninstal', '.'], message: 'There is no command "uninstal"; did you mean uninstall?' },
	{ args: ['check'], message: 'check needs FILE.', help: 'check --help' },
	{ args: ['import'], message: 'import needs DEFAULT.INI [CATALOG.INI].', help: 'import --help' },
	{ args: ['init', ''], message: 'init needs DIR.', help: 'init --help' },
	{ args: ['check', 'a.json', 'b.json'], message: 'check takes one FILE, not 2.', help: 'check --help' },
	{
		args: ['check', '--fix', 'a.json'],
		message: 'check has no option --fix; its options are --strict, --json.',
		help: 'check --help',
	},
	{
		args: ['init', '.', '--manifest-onyl'],
		message: 'init has no option --manifest-onyl; did you mean --manifest-only?',
		help: 'init --help',
	},
	{ args: ['init', '.', '--strict'], message: 'init has no option --strict;', help: 'init --help' },
	{
		args: ['uninstall', '.', '-f'],
		message: 'uninstall has no option -f; it has none.',
		help: 'uninstall --help',
	},
	{
		args: ['check', 'a.json', '--json=yes'],
		message: '--json takes no value; leave out =yes.',
		help: 'check --help',
	},
	{ args: ['render', 'Acme/x'], message: 'render needs --out FILE.', help: 'render --help' },
	{ args: ['render', 'Acme/x', '--out'], message: '--out needs FILE.', help: 'render --help' },
	{ args: ['render', 'Acme/x', '--out='], message: '--out needs FILE.', help: 'render --help' },
	{ args: ['audit', 'site', '--base', '--json'], message: '--base needs ORIGIN.', help: 'audit --help' },
])('$args makes no sense: exit code 2', async ({ args, message, help = '--help' }) => {
	const { code, out, error } = await runInTerminal(...args);
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(error).toContain(message);
	expect(error).toContain(`image-understudy ${help}`);
});

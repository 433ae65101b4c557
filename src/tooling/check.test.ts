import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runInTerminal } from './testing/run-in-terminal.js';
import { withFolder } from './testing/temporary-folder.js';

function check(text: string) {
	return withFolder({ 'shop.json': text }, (folder) => runInTerminal('check', join(folder, 'shop.json')));
}

function manifest(servers: unknown, attributes: object = {}): string {
	return JSON.stringify({ servers, catalogs: { default: { attributes } } });
}

const servers = [{ origin: 'https://images.example.com' }];

test('a right manifest', async () => {
	const { code, out, error } = await check(manifest(servers));
	expect({ code, error }).toEqual({ code: 0, error: '' });
	expect(out).toMatch(/shop\.json is valid: 0 errors, 0 warnings$/);
});

test.each([
	{ fault: 'not JSON', text: '{ "servers": ', place: '$' },
	{ fault: 'an origin that is none', text: manifest([{ origin: 'images' }]), place: '$.servers[0].origin' },
	{
		fault: 'an unknown attribute',
		text: manifest(servers, { DefaultImg: 'x' }),
		place: '$.catalogs.default.attributes.DefaultImg',
	},
])('$fault is an error at $place', async ({ text, place }) => {
	const { code, error } = await check(text);
	expect(code).toBe(1);
	expect(error).toContain(`error    ${place}: `);
	expect(error).toMatch(/shop\.json is not valid: 1 error, 0 warnings$/);
});

test('a manifest that does less than it says is valid, with a warning', async () => {
	const { code, out } = await check(manifest(servers, { DefaultImageMode: 1 }));
	expect(code).toBe(0);
	expect(out).toContain('warning  $.catalogs.default.attributes.DefaultImageMode: ');
	expect(out).toMatch(/is valid: 0 errors, 1 warning$/);
});

test('a file that is not there', () =>
	withFolder({}, async (folder) => {
		const { code, error } = await runInTerminal('check', join(folder, 'none.json'));
		expect(code).toBe(1);
		expect(error).toContain('none.json');
	}));

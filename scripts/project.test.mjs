import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isInstalled } from './project.mjs';

const vite = { 'node_modules/vite': { version: '8.0.0', integrity: 'sha512-a' } };
const otherVite = { 'node_modules/vite': { version: '8.0.1', integrity: 'sha512-b' } };
const changedVite = { 'node_modules/vite': { version: '8.0.0', integrity: 'sha512-b' } };
const tool = { 'node_modules/tool': { version: '1.0.0', integrity: 'sha512-c' } };
const optionalTool = { 'node_modules/tool': { version: '1.0.0', optional: true } };
const project = { '': {} };

test.each([
	{ title: 'nothing is there', wanted: vite, present: undefined, expected: false },
	{ title: 'the same is there', wanted: { ...project, ...vite }, present: vite, expected: true },
	{ title: 'another version is there', wanted: vite, present: otherVite, expected: false },
	{
		title: 'the same version with other content is there',
		wanted: vite,
		present: changedVite,
		expected: false,
	},
	{ title: 'a package of unknown content is there', wanted: optionalTool, present: tool, expected: true },
	{ title: 'a package is missing', wanted: { ...vite, ...tool }, present: vite, expected: false },
	{
		title: 'a package of other platforms is missing',
		wanted: { ...vite, ...optionalTool },
		present: vite,
		expected: true,
	},
	{ title: 'a package is left over', wanted: vite, present: { ...vite, ...tool }, expected: false },
])('$title: installed is $expected', async ({ wanted, present, expected }) => {
	const folder = await mkdtemp(join(tmpdir(), 'image-understudy-'));
	try {
		await writeFile(join(folder, 'package-lock.json'), JSON.stringify({ packages: wanted }));
		if (present) {
			await mkdir(join(folder, 'node_modules'));
			const text = JSON.stringify({ packages: present });
			await writeFile(join(folder, 'node_modules', '.package-lock.json'), text);
		}
		expect(await isInstalled(folder)).toBe(expected);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Rules } from '../catalog/store/rules.js';
import type { ImageObject } from '../protocol/image-request.js';
import { loadAsset } from './answer/assets.js';
import { FileMissingError } from './answer/fetch-file.js';
import { loadFont } from './answer/fonts.js';

let asked: string[];

beforeEach(() => {
	asked = [];
	vi.stubGlobal('location', new URL('https://shop.example.com/worker/sw.js'));
	vi.stubGlobal('caches', {
		open: async () => Promise.reject(new Error('refused')),
		match: async () => undefined,
	});
	vi.stubGlobal('self', { fonts: { add: () => {} } });
	vi.stubGlobal(
		'FontFace',
		class {
			constructor(readonly family: string) {}
			load = async () => this;
		},
	);
	vi.stubGlobal('fetch', async (url: string) => {
		asked.push(url);
		const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>';
		return new Response(svg, { headers: { 'content-type': 'image/svg+xml' } });
	});
});

/** Rules whose manifest lies where the shop's other scripts do. */
function rulesWith(regular: string): Rules {
	const settings = { generation: 1, manifestUrl: 'https://cdn.example.com/v1/rules.json', servers: [] };
	const fonts = { Acme: { fonts: { 'Acme Sans': { regular } } } };
	return { settings, fonts, attributesOf: () => ({ RootPath: '/fallback/' }) } as unknown as Rules;
}

test("pictures lie on the shop's own origin, wherever the manifest comes from", async () => {
	const object = { rootId: 'Acme', id: 'none', record: { Path: 'none.svg' } } as unknown as ImageObject;
	const { size } = await loadAsset(object, rulesWith('/a.ttf'), false);
	expect(size).toEqual({ width: 20, height: 10 });
	expect(asked).toEqual(['https://shop.example.com/fallback/none.svg']);
});

describe('a default or error image that names a file, and no record', () => {
	const server = {
		origin: 'https://images.example.com',
		root: '/is/image',
		credentials: 'omit',
		timeoutMs: 9,
	};
	const rulesOf = (...servers: unknown[]) => {
		const rules = rulesWith('/a.ttf');
		return { ...rules, settings: { ...rules.settings, servers } } as unknown as Rules;
	};
	const file = { specifier: 'Acme/a/none.svg', rootId: 'Acme', id: 'a/none.svg', record: undefined };

	test('is requested from the image servers', async () => {
		await loadAsset(file, rulesOf(server), false);
		expect(asked).toEqual(['https://images.example.com/is/image/Acme/a/none.svg?scl=1&fmt=png-alpha']);
	});

	test('lies below RootPath where no server has it', async () => {
		const { fetch } = globalThis;
		vi.stubGlobal('fetch', async (url: string) => {
			const response = await fetch(url);
			return url.startsWith(server.origin) ? new Response('none', { status: 404 }) : response;
		});
		await loadAsset(file, rulesOf(server), false);
		expect(asked.at(-1)).toBe('https://shop.example.com/fallback/a/none.svg');
		await expect(loadAsset(file, rulesOf(server), false, true)).rejects.toThrow(FileMissingError);
	});

	test('is not sought there under a name without a suffix', async () => {
		await expect(loadAsset({ ...file, id: 'none' }, rulesOf(), false)).rejects.toThrow();
		expect(asked).toEqual([]);
	});
});

test.each([
	['/fonts/sans.ttf', 'https://shop.example.com/fonts/sans.ttf'],
	['https://fonts.example.com/sans.ttf', 'https://fonts.example.com/sans.ttf'],
])('a font %s: %s', async (file, url) => {
	const name = { name: 'Acme Sans', bold: false, italic: false };
	expect(await loadFont(name, 'Acme', rulesWith(file))).toMatchObject({ exact: true });
	expect(asked).toEqual([url]);
});

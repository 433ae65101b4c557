import { beforeEach, expect, test, vi } from 'vitest';
import type { Rules } from '../catalog/store/rules.js';
import type { ImageObject } from '../protocol/image-request.js';
import { loadAsset } from './answer/assets.js';
import { loadFont } from './answer/fonts.js';

let asked: string[];

beforeEach(() => {
	asked = [];
	vi.stubGlobal('location', new URL('https://shop.example.com/worker/sw.js'));
	vi.stubGlobal('caches', { open: async () => Promise.reject(new Error('refused')) });
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

test.each([
	['/fonts/sans.ttf', 'https://shop.example.com/fonts/sans.ttf'],
	['https://fonts.example.com/sans.ttf', 'https://fonts.example.com/sans.ttf'],
])('a font %s: %s', async (file, url) => {
	const name = { name: 'Acme Sans', bold: false, italic: false };
	expect(await loadFont(name, 'Acme', rulesWith(file))).toMatchObject({ exact: true });
	expect(asked).toEqual([url]);
});

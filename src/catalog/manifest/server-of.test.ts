import { expect, test } from 'vitest';
import type { Server } from './manifest.js';
import { serverOf } from './server-of.js';

const settings = { cors: 'auto', credentials: 'omit', timeoutMs: 8000, errorBodies: 'replace' } as const;
const servers: Server[] = [
	{
		...settings,
		origin: 'https://a.test',
		root: '/is/image',
		mirrors: [{ origin: 'https://m.test', root: '/x' }],
	},
	{ ...settings, origin: 'https://b.test', root: '/img' },
	{ ...settings, origin: 'https://d.test', root: '', protocol: 'plain' },
	{ ...settings, origin: 'https://e.test', root: '/img', protocol: 'plain' },
];

test.each([
	['https://a.test/is/image/Acme/mug?wid=3', '/is/image'],
	['https://a.test/is/image?req=catalogprops', '/is/image'],
	['https://a.test/is/images/mug', undefined],
	['https://a.test/img/mug', undefined],
	['https://b.test/img/mug', '/img'],
	['https://c.test/is/image/mug', undefined],
	['https://a.test/is/content/Acme/doc?req=exists', '/is/content'],
	['https://b.test/is/content/Acme/doc?type=pdf&req=props,json', '/is/content'],
	['https://d.test/shoes/red.jpg?w=3', ''],
	['https://d.test.evil.test/red.jpg', undefined],
	['https://e.test/img/red.jpg', '/img'],
	['https://e.test/is/content/Acme/doc?req=exists', undefined],
	// files are left to the server
	['https://a.test/is/content/Acme/doc', undefined],
	['https://a.test/is/content/Acme/doc?type=pdf', undefined],
	['https://c.test/is/content/Acme/doc?req=exists', undefined],
])('%s: %s', (url, root) => {
	expect(serverOf(url, servers)?.root).toBe(root);
});

test('mirrors are those of images', () => {
	expect(serverOf('https://a.test/is/image/mug', servers)?.mirrors).toHaveLength(1);
	expect(serverOf('https://a.test/is/content/doc?req=exists', servers)?.mirrors).toBeUndefined();
});

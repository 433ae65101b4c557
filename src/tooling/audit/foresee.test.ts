import { expect, test } from 'vitest';
import { parseManifest } from '../../catalog/manifest/manifest.js';
import { foresee } from './foresee.js';

const manifest = parseManifest({
	servers: [
		{ origin: 'https://plain.test', protocol: 'plain', catalog: 'Acme', patterns: ['/{wid}x{hei}/{path}'] },
	],
	catalogs: {
		Acme: {
			attributes: { DefaultImage: 'Acme/no-image' },
			records: { 'no-image': { Path: '/no-image.png' } },
			rules: [{ expression: '^Acme/shoes/', addQuery: 'defaultImage=Acme/no-shoe' }],
		},
	},
});

test.each([
	['https://plain.test/30x40/mug.png', 'Acme/no-image'],
	['https://plain.test/30x40/shoes/red.png', 'Acme/no-shoe'],
])('a plain server: %s', async (url, object) => {
	const foreseen = await foresee({ reason: 'missing', status: 404, serverText: '' }, url, manifest);
	expect(foreseen).toMatchObject({ kind: 'default-image', object });
	expect(foreseen?.pictures[0]?.url).toMatch(/[?&]wid=30&hei=40/);
});

const missing = { reason: 'missing', status: 404, serverText: '' } as const;

const shop = parseManifest({
	servers: [{ origin: 'https://i.test' }, { origin: 'https://whole.test', protocol: 'plain' }],
	catalogs: {
		Acme: {
			attributes: { DefaultImage: 'no-image', ErrorImage: 'card' },
			records: {
				mug: { Modifier: 'wid=90&bgc=ff0000' },
				'no-image': { Path: 'no-image.png' },
				card: { Modifier: 'size=40,40&text=sorry' },
			},
		},
	},
});

test('the size is that of the URL, not what the record of the failed image adds', async () => {
	const foreseen = await foresee(missing, 'https://i.test/is/image/Acme/mug?hei=50', shop);
	expect(foreseen?.pictures.map(({ url }) => url)).toEqual([
		'/is/image/Acme/no-image?hei=50',
		'/is/image/Acme/card?hei=50',
	]);
});

test.each([
	['https://i.test/is/image/Acme/mug', true],
	['https://i.test/is/image?src=Acme/mug', true],
	['https://i.test/is/imagery/Acme/mug', false],
	['https://whole.test/Acme/mug', true],
	['https://whole.test.evil.test/Acme/mug', false],
])('%s is of a server of the manifest: %s', async (url, expected) => {
	expect((await foresee(missing, url, shop)) !== undefined).toBe(expected);
});

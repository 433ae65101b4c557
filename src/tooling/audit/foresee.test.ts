import { expect, test } from 'vitest';
import { parseManifest } from '../../catalog/manifest.js';
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

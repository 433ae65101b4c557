import { expect, test } from 'vitest';
import { parseManifest } from './manifest.js';
import { servedObjects } from './served-objects.js';

const { servers } = parseManifest({
	servers: [
		{ origin: 'https://a.example' },
		{ origin: 'https://plain.example', protocol: 'plain', commands: { w: 'wid' } },
		{ origin: 'https://b.example', root: '/img' },
	],
});

test.each([
	['Acme', 'no-image', 'Acme/no-image'],
	['Acme', 'shoes/50% off?', 'Acme/shoes/50%25%20off%3F'],
	['default', 'Other/mug', 'Other/mug'],
])('%s %s: from each server that knows objects', (rootId, id, path) => {
	expect(servedObjects({ rootId, id }, servers).flatMap(({ urls }) => urls)).toEqual([
		`https://a.example/is/image/${path}?scl=1&fmt=png-alpha`,
		`https://a.example/is/image/${path}`,
		`https://b.example/img/${path}?scl=1&fmt=png-alpha`,
		`https://b.example/img/${path}`,
	]);
});

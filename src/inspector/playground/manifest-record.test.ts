import { expect, test } from 'vitest';
import { parseManifest } from '../../catalog/manifest/manifest.js';
import { manifestRecord } from './manifest-record.js';

test.each([
	['a template', 'size=30,30&color=ff0000&text=\\qc "a"', undefined, undefined],
	['over a picture', 'layer=1&text=a', { Path: 'hat.png', Modifier: 'wid=3' }, 'hat.png'],
])('manifestRecord: %s, as a manifest takes it', (_, query, based, path) => {
	const line = manifestRecord('card', query, based);
	const { catalogs } = parseManifest(`{ "servers": [], "catalogs": { "Acme": { "records": { ${line} } } } }`);
	expect(catalogs.Acme?.records?.card).toEqual({ Modifier: query, ...(path && { Path: path }) });
});

import { expect, test } from 'vitest';
import { effectiveAttributes } from '../lookup/effective-attributes.js';
import { directAccess } from './direct-access.js';

test.each([
	['exclude:IS', { mode: 'exclude', types: ['IS'] }],
	['IS,STATIC', { mode: 'include', types: ['IS', 'STATIC'] }],
	['include:SVG', { mode: 'include', types: ['SVG'] }],
	['', { mode: 'include', types: [] }],
	['include:', { mode: 'include', types: [] }],
	['exclude:', { mode: 'exclude', types: [] }],
] as const)('catalog-and-errors 64: AllowDirectAccess=%s', (value, access) => {
	const catalogs = { cat: { attributes: { AllowDirectAccess: value } } };
	expect(effectiveAttributes(catalogs, 'cat').AllowDirectAccess).toEqual(access);
});

test('without the attribute nothing is excluded', () => {
	expect(effectiveAttributes({}, 'cat').AllowDirectAccess).toEqual({ mode: 'exclude', types: [] });
});

test.each(['only:IS', 'PNG', 'exclude:IS,PNG'])('%s is no AllowDirectAccess', (value) => {
	expect(directAccess.parse(value)).toBeUndefined();
});

import { expect, test } from 'vitest';
import { allowsDirectAccess, directAccess } from './direct-access.js';
import { effectiveAttributes } from './effective-attributes.js';

test.each([
	['exclude:IS', 'IS', false],
	['exclude:IS', 'SVG', true],
	['IS,STATIC', 'IS', true],
	['IS,STATIC', 'STATIC', true],
	['IS,STATIC', 'SVG', false],
	['', 'IS', false],
	['include:', 'IS', false],
	['exclude:', 'FLA', true],
] as const)('catalog-and-errors 64: AllowDirectAccess=%s, %s -> %s', (value, type, allowed) => {
	const catalogs = { cat: { attributes: { AllowDirectAccess: value } } };
	expect(allowsDirectAccess(effectiveAttributes(catalogs, 'cat').AllowDirectAccess, type)).toBe(allowed);
});

test('without the attribute nothing is refused', () => {
	expect(allowsDirectAccess(effectiveAttributes({}, 'cat').AllowDirectAccess, 'IS')).toBe(true);
});

test.each(['only:IS', 'PNG', 'exclude:IS,PNG'])('%s is no AllowDirectAccess', (value) => {
	expect(directAccess.parse(value)).toBeUndefined();
});

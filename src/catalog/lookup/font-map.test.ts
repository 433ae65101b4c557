import { describe, expect, test } from 'vitest';
import { findFont } from './font-map.js';

const MAPS = {
	default: { fonts: { Sans: { regular: '/d/sans', bold: '/d/sans-bold' }, Serif: { italic: '/d/serif-i' } } },
	Acme: { fonts: { Sans: { regular: '/a/sans', boldItalic: '/a/sans-bi' } } },
};

const REGULAR = { bold: false, italic: false };
const BOLD = { bold: true, italic: false };
const ITALIC = { bold: false, italic: true };
const BOTH = { bold: true, italic: true };

describe('findFont', () => {
	const cases = [
		['the catalog comes before the default catalog', 'Acme', 'Sans', REGULAR, ['/a/sans', 'regular', true]],
		['each style is sought in both maps', 'Acme', 'Sans', BOLD, ['/d/sans-bold', 'bold', true]],
		['a style of its own', 'Acme', 'Sans', BOTH, ['/a/sans-bi', 'boldItalic', true]],
		['italic is made of regular', 'Acme', 'Sans', ITALIC, ['/a/sans', 'regular', false]],
		['bold italic is made of bold', 'default', 'Sans', BOTH, ['/d/sans-bold', 'bold', false]],
		['any file is better than none', 'Acme', 'Serif', REGULAR, ['/d/serif-i', 'italic', false]],
		['an unknown catalog has the default map', 'Other', 'Sans', REGULAR, ['/d/sans', 'regular', true]],
	] as const;
	for (const [title, rootId, name, style, [file, found, exact]] of cases) {
		test(title, () => {
			expect(findFont(MAPS, rootId, { name, ...style })).toEqual({ file, style: found, exact });
		});
	}

	for (const name of ['sans', 'Sans ', 'constructor', '']) {
		test(`${JSON.stringify(name)} is in no map`, () => {
			expect(findFont(MAPS, 'Acme', { name, ...REGULAR })).toBeUndefined();
		});
	}
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Property } from './answer.js';
import { readAreas, writeAreas, writeAreasXml } from './answers/areas.js';
import { writeJavascript } from './formats/javascript.js';
import { writeJsonp } from './formats/jsonp.js';
import { writeText } from './formats/text.js';
import { writeXml } from './formats/xml.js';
import { readJavascript, readJsonp, readText, readTextLine, readXml, run } from './testing/readers.js';

/** Texts of whatever characters, and often those that mean something to one format or the other. */
const anyText = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.string({
		unit: fc.constantFrom(
			...['\\', "'", '"', '`', '\n', '\r', '\t', ' ', '=', ':', '#', '!', '<', '>', '&', ';', ',', '(', ')'],
			...[
				'{',
				'}',
				'$',
				'/',
				'*',
				'-',
				']',
				'[',
				'%',
				'\0',
				'\u0085',
				'\u2028',
				'\u2029',
				'\ufeff',
				'\ud800',
			],
			...['é', '</script>', '<!--', '*/', ']]>', '\\u0027', 'alert(1)', '&#39;', "');alert(1);('"],
		),
	}),
);
const property = fc.tuple(fc.constantFrom('image.iccProfile', 'image.modifier', 'path'), anyText);

/** What XML cannot hold stands as a replacement character. */
const xmlText = (text: string) =>
	text.toWellFormed().replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');

describe('no value leaves its place', () => {
	it('in text', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(anyText, anyText)), (properties) => {
				const body = writeText(properties, 0);
				expect(body).toMatch(/^[\x20-\x7e\n]*$/);
				expect(readText(body)).toEqual(properties);
			}),
		);
	});

	it('in javascript: read as documented', () => {
		fc.assert(
			fc.property(fc.array(property), (properties) => {
				const body = writeJavascript(properties);
				expect(body).toMatch(/^[\x20-\x7e\n]*$/);
				expect(body).not.toContain('<');
				expect(readJavascript(body)).toEqual(properties);
			}),
		);
	});

	it('in javascript: run, it assigns the values or is no script at all', () => {
		fc.assert(
			fc.property(fc.tuple(fc.constant('image.modifier'), anyText), ([name, value]) => {
				const image: Record<string, string> = {};
				const calls: unknown[] = [];
				const alert = (...values: unknown[]) => calls.push(values);
				let isScript = true;
				try {
					run(writeJavascript([[name, value]]), { image, alert });
				} catch (error) {
					expect(error).toBeInstanceOf(SyntaxError);
					isScript = false;
				}
				expect(calls).toEqual([]);
				expect(isScript).toBe(!value.includes("'"));
				expect(image).toEqual(isScript ? { modifier: value } : {});
			}),
		);
	});

	it('in JSONP', () => {
		fc.assert(
			fc.property(fc.dictionary(anyText, anyText), anyText, (data, id) => {
				fc.pre(!Object.hasOwn(data, '__proto__'));
				const body = writeJsonp('s7jsonResponse', Object.entries(data), id);
				expect(body).toMatch(/^[\x20-\x7e]*$/);
				expect(body).not.toContain('<');
				const [call, ...others] = readJsonp(body, 's7jsonResponse');
				expect(others).toEqual([]);
				expect(call).toEqual([{ ...data }, id]);
			}),
		);
	});

	it('in XML', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(anyText, anyText)), (pairs) => {
				const properties = pairs.map(
					([name, value]): Property => [`user.${name.replaceAll('.', '')}`, value],
				);
				const read = readXml(writeXml(properties));
				expect(read).toEqual(properties.map(([name, value]) => [xmlText(name), xmlText(value)]));
			}),
		);
	});

	it('in XML: names of whatever dots', () => {
		fc.assert(
			fc.property(fc.array(fc.tuple(fc.stringMatching(/^[a-z]?(\.?[a-z]){0,3}$/), anyText)), (properties) => {
				const sorted = (list: readonly Property[]) => list.map(([name, value]) => `${name}=${value}`).sort();
				const expected = properties.map(([name, value]): Property => [name, xmlText(value)]);
				expect(sorted(readXml(writeXml(properties)))).toEqual(sorted(expected));
			}),
		);
	});

	it('in an image map, whatever it looks like', () => {
		const pieces = fc.constantFrom(
			'<area ',
			'<AREA',
			'>',
			'/>',
			' coords="0,0,9,9"',
			" alt='a\"b'",
			'"',
			"'",
			' x',
			'=',
			'&amp;',
			'&eacute;',
			'&#0;',
			'<',
			'é',
			'\0',
		);
		fc.assert(
			fc.property(fc.array(pieces), (parts) => {
				const areas = readAreas(parts.join(''));
				const xml = writeAreasXml(areas);
				expect(xml.match(/<AREA/g)?.length ?? 0).toBe(areas.length);
				expect(xml.replace(/="[^"<&]*(?:&#\d+;[^"<&]*)*"/g, '')).toMatch(
					/^<\?xml.*\?>\n<map>\n( {3}<AREA( [\w.-]+)* \/>\n)*<\/map>\n$/,
				);
				expect(readAreas(writeAreas(areas))).toEqual(areas);
			}),
		);
	});
});

it.each([' ', '  ', ' a ', "'", '"a"', '\\ ', ''])('a value at the edge of a line of text: "%s"', (value) => {
	expect(readText(writeText([['a', value]], 0))).toEqual([['a', value]]);
});

it('catalog-and-errors 38: how a line of text is read', () => {
	expect(readTextLine(' image.iccProfile = "a\\:b\\\\c" ')).toEqual(['image.iccProfile', 'a:b\\c']);
	expect(writeText([['image.iccProfile', 'a:b\\c']], 0)).toContain('image.iccProfile=a\\:b\\\\c\n');
});

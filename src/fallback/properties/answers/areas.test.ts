import { expect, test } from 'vitest';
import { readAreas, writeAreas, writeAreasXml } from './areas.js';

const xml = (map: string) => writeAreasXml(readAreas(map)).split('\n').slice(2, -2);

test.each([
	['no quotation marks', '<area href=a?b=1 nohref>', ['   <AREA href="a?b=1" nohref="" />']],
	['a > in quotation marks', '<area alt="a > b">', ['   <AREA alt="a &#62; b" />']],
	['the first of two', '<area alt=a ALT=b>', ['   <AREA alt="a" />']],
	['a reference in decimals', '<area alt="&#8364;&#38;">', ['   <AREA alt="€&#38;" />']],
	['a reference in hexadecimals', '<area alt="&#x20AC;">', ['   <AREA alt="€" />']],
	[
		'references by name',
		"<area alt='&AMP;&lt;&quot;&apos;&gt;'>",
		['   <AREA alt="&#38;&#60;&#34;&#39;&#62;" />'],
	],
	['names that only HTML has', '<area alt="&eacute;">', ['   <AREA alt="&#38;eacute;" />']],
	['a reference to no character', '<area alt="&#9999999;">', ['   <AREA alt="&#38;#9999999;" />']],
	['an element that is never closed', '<area alt=a><area alt="b', ['   <AREA alt="a" />']],
	['no area', '<areas alt=a>', []],
])('%s', (_, map, lines) => expect(xml(map)).toEqual(lines));

test('as text, references stay as they are, in the quotation marks that fit', () => {
	const map = `<area alt='say "x"' title="it's &amp;">`;
	expect(writeAreas(readAreas(map))).toBe(`<AREA alt='say "x"' title="it's &amp;">`);
});

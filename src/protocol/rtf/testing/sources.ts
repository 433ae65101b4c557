import fc from 'fast-check';
import { FORMAT_WORDS } from '../words.js';

const words = [
	...FORMAT_WORDS.keys(),
	...'par line u uc fonttbl f colortbl red green blue iscolortbl stylesheet pict fcharset rtf ansi'.split(
		' ',
	),
];
/** Control words, documented ones and others, with all sorts of parameters. */
export const control = fc
	.tuple(
		fc.constantFrom(...words),
		fc.option(fc.oneof(fc.integer(), fc.constantFrom(0, 1, -1, 24)), { nil: '' }),
	)
	.map(([word, parameter]) => `\\${word}${parameter}`);
const marks = fc.constantFrom(
	...[
		'{',
		'}',
		'\\',
		"\\'",
		"\\'e9",
		"\\'zz",
		'\\*',
		'\\~',
		'\\-',
		'\\_',
		'\\{',
		'\\}',
		'\\\\',
		' ',
		';',
		'\r\n',
		'a',
		'é',
	],
);
/** Texts that are RTF, or nearly. */
export const sources = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 100 }),
	fc.string({ unit: fc.constantFrom(..."\\{}*;'-~019abfuqr \n"), maxLength: 100 }),
	fc.array(fc.oneof(control, marks), { maxLength: 40 }).map((parts) => parts.join('')),
);
export const renderers = fc.constantFrom('text' as const, 'textPs' as const);

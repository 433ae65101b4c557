import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explicitAlignments, readRtf } from './read-rtf.js';
import { FORMAT_WORDS } from './words.js';

/** The same strings in every run; a failure tells the seed and the path to its counterexample. */
const SEED = 20261122;

const words = [
	...FORMAT_WORDS.keys(),
	...'par line u uc fonttbl f colortbl red green blue iscolortbl stylesheet pict fcharset rtf ansi'.split(
		' ',
	),
];
const control = fc
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
const sources = fc.oneof(
	fc.string({ unit: 'binary', maxLength: 100 }),
	fc.string({ unit: fc.constantFrom(..."\\{}*;'-~019abfuqr \n"), maxLength: 100 }),
	fc.array(fc.oneof(control, marks), { maxLength: 40 }).map((parts) => parts.join('')),
);
const renderers = fc.constantFrom('text' as const, 'textPs' as const);

describe('any string is read', () => {
	test('to a document with no more text than was written, and no broken number', () => {
		fc.assert(
			fc.property(sources, renderers, (source, renderer) => {
				const document = readRtf(source, renderer);
				expect(document.source).toBe(source);
				const runs = document.paragraphs.flatMap((paragraph) => paragraph.runs);
				const text = runs.map((run) => run.text).join('');
				expect(text.length).toBeLessThanOrEqual(source.length);
				expect(runs.every((run) => run.text !== '')).toBe(true);
				expect(JSON.stringify({ ...document, source: '' })).not.toMatch(/:null/);
				expect(explicitAlignments(source).size).toBeLessThanOrEqual(3);
			}),
			{ seed: SEED, numRuns: 1000 },
		);
	});

	test('plain text that is escaped shows as it is', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), renderers, (text, renderer) => {
				const { paragraphs } = readRtf(text.replace(/[\\{}]/g, '\\$&'), renderer);
				const read = paragraphs.flatMap(({ runs }) => runs.map((run) => run.text)).join('');
				expect(read).toBe(text.replace(/\p{Cc}/gu, ''));
			}),
			{ seed: SEED, numRuns: 500 },
		);
	});

	test('a group leaves no trace behind it', () => {
		const balanced = fc
			.array(control, { maxLength: 20 })
			.map((parts) =>
				parts.filter((part) => !/^\\(par|u|uc|fonttbl|colortbl|iscolortbl)/.test(part)).join(''),
			);
		fc.assert(
			fc.property(balanced, renderers, (group, renderer) => {
				const styles = readRtf(`a{${group} b}c`, renderer).paragraphs.flatMap(({ runs }) => runs);
				expect(styles.at(-1)?.style).toEqual(styles[0]?.style);
			}),
			{ seed: SEED, numRuns: 500 },
		);
	});
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explicitAlignments, readRtf } from './read-rtf.js';
import { control, renderers, sources } from './testing/sources.js';

/** The same strings in every run; a failure tells the seed and the path to its counterexample. */
const SEED = 20261122;

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

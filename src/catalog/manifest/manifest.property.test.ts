import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkManifest } from './check-manifest.js';
import { parseManifest } from './manifest.js';
import { ManifestError } from './manifest-error.js';
import { manifests, VALID, values } from './testing/manifests.js';

/** The same values in every run; a failure tells the seed and the path to its counterexample. */
const SEED = 20261122;

/** Reads it; what is wrong with it must be said with its place. */
function expectAnswer(json: unknown): void {
	try {
		for (const { path, message } of checkManifest(parseManifest(json))) {
			expect(path).toMatch(/^\$[.[]/);
			expect(message).not.toBe('');
		}
	} catch (error) {
		if (!(error instanceof ManifestError)) throw error;
		expect(error.issues.length).toBeGreaterThan(0);
		expect(error.issues.length).toBeLessThanOrEqual(20);
		for (const { path, message } of error.issues) {
			expect(path).toMatch(/^\$/);
			expect(message).not.toBe('');
			expect(message.length).toBeLessThan(2000);
		}
	}
}

test('the manifest that is altered below is fine', () => {
	expect(() => parseManifest(VALID)).not.toThrow();
});

test('a manifest with anything anywhere is read, or told what is wrong in which place', () => {
	fc.assert(fc.property(manifests, expectAnswer), { seed: SEED, numRuns: 400 });
});

test('so is any JSON, and any text', () => {
	const any = fc.oneof(
		values,
		fc.json(),
		fc.string({ unit: 'binary' }),
		fc.constantFrom(undefined, Number.NaN),
	);
	fc.assert(fc.property(any, expectAnswer), { seed: SEED, numRuns: 200 });
});

test('what was read is read again to the same', () => {
	fc.assert(
		fc.property(manifests, (json) => {
			let first: unknown;
			try {
				first = parseManifest(json);
			} catch {
				return;
			}
			expect(parseManifest(JSON.stringify(first))).toEqual(first);
		}),
		{ seed: SEED, numRuns: 200 },
	);
});

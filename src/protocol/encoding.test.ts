import { describe, expect, test } from 'vitest';
import { decodeElement } from './encoding.js';
import { cpuMilliseconds } from './testing/cpu-milliseconds.js';

/** What the engine itself makes of escapes, undefined where they are no UTF-8. */
function reference(escapes: string): string | undefined {
	try {
		return decodeURIComponent(escapes);
	} catch {
		return undefined;
	}
}

const escaped = (...bytes: number[]) =>
	bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

describe('escapes are UTF-8 wherever they can be, else ISO-8859-1', () => {
	test('one and two bytes: all of them', () => {
		for (let first = 0; first < 256; first++) {
			for (const bytes of [[first], ...Array.from({ length: 256 }, (_, second) => [first, second])]) {
				const text = escaped(...bytes);
				if (decodeElement(text) === (reference(text) ?? String.fromCharCode(...bytes))) continue;
				expect.fail(text);
			}
		}
	});

	test('three and four bytes: at the borders', () => {
		const borders = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];
		for (let first = 0xc0; first < 256; first++) {
			for (const second of borders) {
				for (const third of borders) {
					for (const bytes of [[], ...borders.map((fourth) => [fourth])]) {
						const all = [first, second, third, ...bytes];
						const text = escaped(...all);
						if (decodeElement(text) === (reference(text) ?? String.fromCharCode(...all))) continue;
						expect.fail(text);
					}
				}
			}
		}
	});
});

test.each(['%FFa', '%FF', '%C3%A9a', '%41', '%F0%9F%99%82', '%E0%80a'])(
	'a megabyte of %s is decoded in no time',
	(piece) => {
		const text = piece.repeat(Math.floor(1_000_000 / piece.length));
		expect(cpuMilliseconds(() => decodeElement(text))).toBeLessThan(1000);
	},
);

import { expect, test } from 'vitest';
import { spreadColors } from './spread-colors.js';
import { atOnce } from './steps.js';

/** Letters are colours, a point is unknown, a blank transparent; each string is a row. */
function spread(...rows: readonly string[]): readonly string[] {
	const letters = rows.join('');
	const data = Uint8ClampedArray.from(
		Array.from(letters).flatMap((letter) => {
			const value = letter.charCodeAt(0);
			return [value, value, value, letter === ' ' ? 0 : 255];
		}),
	);
	const alpha = Uint8ClampedArray.from(letters, (letter) => (/[a-z]/.test(letter) ? 255 : 0));
	const [width, height] = [rows[0]?.length ?? 0, rows.length];
	atOnce(spreadColors({ data, width, height }, { data: alpha, width, height }));
	return rows.map((_, y) =>
		Array.from({ length: width }, (__, x) => String.fromCharCode(data[4 * (y * width + x)] ?? 0)).join(''),
	);
}

test.each([
	['from one side', ['a...'], ['aaaa']],
	['from both', ['a....b'], ['aaabbb']],
	['from below', ['...', '.a.'], ['aaa', 'aaa']],
	['from above and from below', ['a.', '..', '..', '.b'], ['aa', 'aa', 'bb', 'bb']],
	['not through what is transparent', ['a. .b'], ['aa bb']],
	['not round the end of a row', ['..a', ' ..', '.. '], ['aaa', ' aa', 'aa ']],
	['nowhere, if no colour is known', ['..', '..'], ['..', '..']],
])('%s', (_, before, after) => {
	expect(spread(...before)).toEqual(after);
});

import { describe, expect, test } from 'vitest';
import type { EffectShape } from './effect-plane.js';
import { effectPlane } from './effect-plane.js';
import { emptyPlane } from './raster.js';
import { atOnce } from './steps.js';

/** A square of 10 pixels at 10,10 in a canvas of 30. */
function square() {
	const plane = emptyPlane(30, 30);
	for (let y = 10; y < 20; y++) plane.data.fill(255, y * 30 + 10, y * 30 + 20);
	return plane;
}

const PLAIN: EffectShape = {
	inner: false,
	maskUse: 'norm',
	grow: 0,
	blur: 0,
	offset: { x: 0, y: 0 },
	knockOut: true,
};

/** Values along the middle row. */
const row = (shape: Partial<EffectShape>) => {
	const { data } = atOnce(effectPlane(square(), emptyPlane(30, 30, 255), { ...PLAIN, ...shape }));
	return (x: number) => data[15 * 30 + x];
};

describe('effectPlane', () => {
	test('pixels 19: an outer border lies around the parent', () => {
		const at = row({ grow: 3 });
		expect([6, 7, 9, 10, 15, 19, 20, 22, 23].map(at)).toEqual([0, 255, 255, 0, 0, 0, 255, 255, 0]);
	});

	test('pixels 19: an inner border lies inside the edge', () => {
		const at = row({ inner: true, grow: 3 });
		expect([9, 10, 12, 13, 16, 17, 19, 20].map(at)).toEqual([0, 255, 255, 0, 0, 255, 255, 0]);
	});

	test('geometry 34: a shadow is moved, and hidden behind its parent', () => {
		const at = row({ offset: { x: 4, y: 0 } });
		expect([10, 19, 20, 23, 24].map(at)).toEqual([0, 0, 255, 255, 0]);
	});

	test('parts of a pixel are shared by the pixels beside it', () => {
		const right = row({ offset: { x: 4.25, y: 0 }, knockOut: false });
		expect([13, 14, 15, 23, 24, 25].map(right)).toEqual([0, 191, 255, 255, 64, 0]);
		const left = row({ offset: { x: -4.25, y: 0 }, knockOut: false });
		expect([4, 5, 6, 14, 15, 16].map(left)).toEqual([0, 64, 255, 255, 191, 0]);
		const down = row({ offset: { x: 0, y: 5.5 }, knockOut: false });
		expect([9, 10, 19, 20].map(down)).toEqual([0, 128, 128, 0]);
		const inner = row({ inner: true, offset: { x: 4.5, y: 0 } });
		expect([9, 10, 13, 14, 15, 19].map(inner)).toEqual([0, 255, 255, 128, 0, 0]);
	});

	test('without the effect mask the whole shape is there', () => {
		const at = row({ offset: { x: 4, y: 0 }, knockOut: false });
		expect([13, 14, 23, 24].map(at)).toEqual([0, 255, 255, 0]);
	});

	test('an inner shadow comes from the side it is moved away from', () => {
		const at = row({ inner: true, offset: { x: 4, y: 0 } });
		expect([9, 10, 13, 14, 19].map(at)).toEqual([0, 255, 255, 0, 0]);
	});

	test('maskUse=off takes the whole rectangle, invert its free part', () => {
		expect([0, 15, 29].map(row({ maskUse: 'off' }))).toEqual([255, 0, 255]);
		expect([0, 15, 29].map(row({ maskUse: 'invert', knockOut: false }))).toEqual([255, 0, 255]);
		expect([9, 15].map(row({ inner: true, maskUse: 'off' }))).toEqual([0, 255]);
	});

	test('an offset beyond the canvas is nothing', () => {
		expect(row({ offset: { x: 1e9, y: -1e9 } })(25)).toBe(0);
	});
});

import { expect, test } from 'vitest';
import { readRtf } from '../../protocol/rtf/read-rtf.js';
import { canvasShortfalls } from './canvas-shortfalls.js';

const KERNING = '\\kerning is up to this browser.';
const SPACING = '\\expnd and \\expndtw are up to this browser.';
const ALL = { fontKerning: 'auto', letterSpacing: '0px' };

test.each([
	['\\kerning0 AV', {}, [KERNING]],
	['\\kerning0 AV', ALL, []],
	['\\expnd8 AV', {}, [SPACING]],
	['\\expndtw-20 AV', { fontKerning: 'auto' }, [SPACING]],
	['\\expnd8 AV', ALL, []],
	['\\expnd8 \\expnd0 AV', {}, []],
	['{\\kerning0 A}{\\expnd8 V}', {}, [KERNING, SPACING]],
	['AV', {}, []],
])('a canvas that lacks what a text asks for is said to: %s', (source, canvas, notes) => {
	expect(canvasShortfalls(readRtf(source, 'textPs'), canvas)).toEqual(notes);
});

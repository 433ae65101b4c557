import { expect, test } from 'vitest';
import { parseImageRequest } from '../protocol/index.js';
import { undrawn } from './undrawn.js';

test.each([
	['textPs=\\kerningoptical AV', ['\\kerningoptical kerns by the metrics of the font.']],
	['textPs=\\kerningmetric AV', []],
	['text=\\kerningoptical AV', []],
	['textPs=AV&resMode=bilin', ['resMode= is not applied: scaling has the best filter there is.']],
	['textPs=AV&textAngle=90&perspective=0,0,9,0,9,9,0,9', []],
])('%s', (query, sentences) => {
	expect(undrawn(parseImageRequest(`/is/image?size=9,9&${query}`))).toEqual(sentences);
});

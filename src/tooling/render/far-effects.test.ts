import { expect, test } from 'vitest';
import { drawRequest } from '../testing/draw-request.js';

/** A layer off the canvas, up and to the left, that throws a red shadow into its middle. */
const thrown = (by: number) =>
	`/c?fmt=png&size=100,100&color=ffffff&layer=1&size=40,40&color=0000ff&extend=4,4,4,4&pos=${-by},${-by}` +
	`&effect=-1&color=ff0000&pos=${by},${by}`;

test('a layer off the canvas throws its shadow onto it', async () => {
	expect((await drawRequest(thrown(500))).at(50, 50)).toEqual([255, 0, 0, 255]);
});

test.each([3000, 5000, 9000])(
	'from %i pixels away on both axes it throws none, and the picture is there',
	async (by) => {
		expect((await drawRequest(thrown(by))).at(50, 50)).toEqual([255, 255, 255, 255]);
	},
);

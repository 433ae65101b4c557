import { expect, test } from 'vitest';
import { drawRequest, type PixelTest } from '../testing/draw-request.js';

const isInk: PixelTest = (red) => red < 128;

test.each([
	[
		'a hyphen where a word is divided',
		'size=90,60&textPs=\\fs28 incom\\-prehensible',
		'incom-\\line prehensible',
	],
	['no hyphen in a word that fits', 'size=190,60&textPs=\\fs28 incom\\-prehensible', 'incomprehensible'],
	['no hyphen in a word without a box', 'textPs=\\fs28 incom\\-prehensible', 'incomprehensible'],
	[
		'a hyphen that a character code asks for',
		'size=90,60&text=\\fs28 incom\\u173 ?prehensible',
		'incom-\\line prehensible',
	],
])('%s', async (_, request, plain) => {
	const expected = request.replace(/(?<=\\fs28 ).*/, plain);
	const [drawn, wanted] = [
		await drawRequest(`/c?fmt=png&${request}`),
		await drawRequest(`/c?fmt=png&${expected}`),
	];
	expect(drawn.box(isInk)).toBeDefined();
	expect(drawn.bytes).toEqual(wanted.bytes);
});

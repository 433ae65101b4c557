import { expect, test } from 'vitest';
import { drawRequest } from '../testing/draw-request.js';

const RED = [255, 0, 0, 255];
const CUT = 'clipPath=M0,0L9,0L9,9L0,9Z';

test.each([
	['a layer', 'size=9,9&color=00ff00&layer=1&size=9,9&color=ff0000&clipPath='],
	[
		'a layer by an empty variable',
		'size=9,9&color=00ff00&$cut=&layer=1&size=9,9&color=ff0000&clipPath=$cut$',
	],
	['a layer with what is left free in it', `size=9,9&color=ff0000&${CUT}&clipXPath=`],
	['a layer, although something is left free', 'size=9,9&color=ff0000&clipPath=&clipXPath=M0,0L9,0L9,9L0,9Z'],
	['the composite', 'size=9,9&color=ff0000&layer=comp&clipPath='],
])('an empty path clips nothing: %s', async (_, commands) => {
	const picture = await drawRequest(`/c?fmt=png-alpha&${commands}`);
	expect(picture.at(7, 1)).toEqual(RED);
});

test('an empty path is no shape of a colour', async () => {
	await expect(drawRequest('/c?size=9,9&color=00ff00&layer=1&color=ff0000&clipPath=')).rejects.toMatchObject({
		code: 'invalid-request',
	});
});

import { expect, test } from 'vitest';
import { drawRequest } from '../testing/draw-request.js';
import { pngOfColor } from '../testing/pixels.js';

test.each(['c/big', 'is(c/big)', 'is(?size=40,20&color=ff0000)'])(
	'res= shrinks %s by the Resolution of the catalog',
	async (source) => {
		const sources = { big: await pngOfColor(40, 20, [255, 0, 0, 255]) };
		const picture = await drawRequest(`/c?src=${source}&res=50`, {
			sources,
			attributes: { Resolution: 100 },
		});
		expect([picture.width, picture.height, picture.notes]).toEqual([20, 10, []]);
	},
);

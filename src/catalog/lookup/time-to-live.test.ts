import { expect, test } from 'vitest';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { hoursToLive } from './time-to-live.js';

const catalogs = {
	default: { attributes: { Expiration: 10 } },
	cat: {
		records: {
			five: { Path: 'a', Expiration: 5 },
			two: { Path: 'b', Expiration: 2 },
			never: { Path: 'c', Expiration: -1 },
			at_once: { Path: 'd', Expiration: 0 },
			as_attribute: { Path: 'e', Expiration: -2 },
			none: { Path: 'f' },
		},
	},
	short: { attributes: { Expiration: 1 }, records: { none: { Path: 'g' } } },
};

test.each([
	['catalog-and-errors 67: the least of two layers', 'cat/five?layer=1&src=two', 2],
	['catalog-and-errors 67: -2 is the attribute', 'cat/five?layer=1&src=as_attribute', 5],
	['catalog-and-errors 67: NonImgExpiration', 'cat/five?req=props', 0.1],
	['no Expiration of its own', 'cat/none', 10],
	['the attribute of the layer’s own catalog', 'cat/none?layer=1&src=short/none', 1],
	['a nested request', 'cat/five?layer=1&src=is(cat/two)', 2],
	['-1 is never the least', 'cat/never?layer=1&src=five', 5],
	['-1 alone', 'cat/never', Number.POSITIVE_INFINITY],
	['0 expires at once', 'cat/five?layer=1&src=at_once', 0],
	['no image at all', 'cat?size=9,9&color=ff0000', 10],
	['userdata lives as long as its image', 'cat/two?req=userdata', 2],
	['validate is not kept', 'cat/two?req=validate', 0],
])('%s: %s', (_, request, hours) => {
	expect(hoursToLive(parseImageRequest(`/is/image/${request}`, catalogs), catalogs)).toBe(hours);
});

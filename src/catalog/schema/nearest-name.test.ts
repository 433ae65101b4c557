import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.js';

const names = ['DefaultImage', 'DefaultImageMode', 'ErrorImage', 'MaxPix'];

test.each([
	['DefaultImg', 'DefaultImage'],
	['defaultimagemod', 'DefaultImageMode'],
	['ErorImage', 'ErrorImage'],
	['maxpixs', 'MaxPix'],
	['Watermark', undefined],
	['', undefined],
	['x'.repeat(61), undefined],
])('%s was to be %s', (typo, name) => expect(nearestName(typo, names)).toBe(name));

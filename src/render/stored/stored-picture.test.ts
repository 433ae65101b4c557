import { expect, test } from 'vitest';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import type { Picture } from '../port.js';
import { renderRequest } from '../render.js';
import { PLAIN_ATTRIBUTES } from '../testing/plain-attributes.js';

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"/>';

/** Draws with a port that has one SVG and no canvas. */
function render(query: string): Promise<Picture> {
	const refuse = () => {
		throw new Error('a canvas was asked for');
	};
	const blob = new Blob([SVG], { type: 'image/svg+xml' });
	return renderRequest(
		parseImageRequest(`/is/image/Acme/plain?${query}`, {
			Acme: { records: { masked: { Path: 'x.svg', MaskPath: 'mask.png' } } },
		}),
		PLAIN_ATTRIBUTES,
		{
			loadAsset: async () => ({ blob, type: blob.type, size: { width: 200, height: 100 } }),
			loadUrl: refuse,
			loadFont: refuse,
			createCanvas: refuse,
			decode: refuse,
			encode: refuse,
		},
	);
}

const AS_SVG = 'An SVG is answered as SVG, whatever format was asked for.';

test.each([
	['wid=100', []],
	['size=50,50&hide=0', []],
	['bgColor=ff0000', ['bgColor= is not applied to an SVG.']],
	['flip=lr&opac=50', ['flip= is not applied to an SVG.', 'opac= is not applied to an SVG.']],
	['op_blur=5&wid=100', ['op_blur= is not applied to an SVG.']],
	['clipPath=M0,0L9,0L9,9Z', ['clipPath= is not applied to an SVG.']],
	['effect=-1&op_blur=5', ['effect= is not applied to an SVG.']],
	['layer=0&effect=-1&op_blur=5', ['effect= is not applied to an SVG.']],
	['mask=other', ['mask= is not applied to an SVG.']],
	['src=masked', ['mask= is not applied to an SVG.']],
	['layer=1&src=badge&hide=1', []],
	['layer=1&pos=5,5&layer=2&size=9,9', []],
	[
		'layer=1&src=ir(x)',
		[
			'src= is honoured in part: no browser renders ir() and fxg(): such a layer is left out, and as layer 0 it is an error.',
		],
	],
])('an SVG alone, with %s', async (query, notes) => {
	const picture = await render(query);
	expect(picture.type).toBe('image/svg+xml');
	expect(picture.notes).toEqual([...notes, AS_SVG]);
});

test.each(['layer=1&size=9,9&color=ff0000', 'layer=1&bgColor=ff0000', 'layer=1&text=a', 'hide=1'])(
	'not alone, with %s, it needs a canvas',
	async (query) => {
		await expect(render(query)).rejects.toThrow('a canvas was asked for');
	},
);

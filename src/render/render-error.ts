/** Text of every error, by code; `{}` is replaced by the detail. */
const MESSAGES = {
	'invalid-request': 'The request is invalid: {}',
	'layer-0-missing': 'Layer 0 is required and defines the canvas, but it has neither image, text nor colour.',
	'color-missing': 'Layer {} is a solid colour layer and needs color=.',
	'size-missing':
		'Layer {} is a solid colour layer and needs size= with width and height, a mask or a clip path.',
	'fit-without-size': 'fit= needs wid= or hei=.',
	'thumbnail-size': 'A thumbnail needs wid= and hei=, or DefaultThumbPix.',
	'max-pix': 'The reply would have {} pixels, which is more than MaxPix allows.',
	'source-unavailable': 'The image {} cannot be had.',
	'source-undecodable': 'The image {} cannot be decoded.',
	'source-unsupported': 'A browser cannot render {}.',
	'font-style-missing': 'The font map has no file for {}, and SynthesizeFontStyles forbids to make one up.',
	'too-many-layers': 'The request has more layers than allowed ({}).',
	'too-deep': 'Requests are nested deeper than allowed ({}).',
	'too-many-pixels': 'The picture would be larger than allowed ({}).',
	'too-much-work': 'Drawing the picture would take too long.',
	'jpeg-size': 'No JPEG of at most {} kB can be made, whatever the quality.',
} as const;

/** What went wrong, for programs; the sentence for people is the message. */
export type RenderErrorCode = keyof typeof MESSAGES;

/** What the documentation calls an error while an image is made; also the renderer's own bounds. */
export class RenderError extends Error {
	override readonly name = 'RenderError';

	constructor(
		readonly code: RenderErrorCode,
		detail: string | number = '',
		options?: ErrorOptions,
	) {
		super(
			MESSAGES[code].replace('{}', () => String(detail)),
			options,
		);
	}
}

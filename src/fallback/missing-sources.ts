import type { Attributes } from '../catalog/attributes/attributes.js';
import type { ImageObject, ImageRequest, LayerSource } from '../protocol/image-request.js';
import type { Failure } from './failure.js';

/** The images of a request that are not there, as `objectName` names them. */
export interface MissingSources {
	readonly pictures: ReadonlySet<string>;
	readonly masks: ReadonlySet<string>;
}

/** The images that a request is made of, those of nested requests too; one that is used twice stands there twice. */
export interface ImageSources {
	readonly pictures: readonly ImageObject[];
	readonly masks: readonly ImageObject[];
}

/**
 * True if `DefaultImageMode=1` counts for this failure, so that it has to be found out which images are
 * missing. Embedded Image Rendering and FXG requests bring mode 0 back, and so does a template that nobody
 * has: its layers are not known.
 *
 * @see `r-defaultimagemode.md`
 */
export function replacesLayers(
	{ reason }: Failure,
	{ commands, template, layers }: ImageRequest,
	{ DefaultImage, DefaultImageMode }: Attributes,
): boolean {
	const object = commands.defaultImage ?? DefaultImage;
	const type = commands.req?.type ?? 'img';
	if (reason !== 'missing' || DefaultImageMode !== 1 || !object || (type !== 'img' && type !== 'tmb')) {
		return false;
	}
	if (template !== undefined && template.record === undefined) return false;
	const { pictures, masks } = sources(layers);
	return ![...pictures, ...masks].some((source) => source.type === 'unsupported');
}

/** Every image that may be missing, whether it is a picture or part of a mask. */
export function imageSources({ layers }: Pick<ImageRequest, 'layers'>): ImageSources {
	const { pictures, masks } = sources(layers);
	return { pictures: pictures.flatMap(objectOf), masks: masks.flatMap(objectOf) };
}

function objectOf(source: LayerSource): readonly ImageObject[] {
	return source.type === 'image' ? [source.object] : [];
}

interface Sources {
	readonly pictures: readonly LayerSource[];
	readonly masks: readonly LayerSource[];
}

/** What the layers are made of, with nested requests taken apart. */
function sources(layers: ImageRequest['layers']): Sources {
	const shown = layers.map(({ source }) => parts(source));
	const hidden = layers.flatMap(({ mask }) => (mask === undefined ? [] : [parts(mask)]));
	return {
		pictures: shown.flatMap(({ pictures }) => pictures),
		masks: [...shown, ...hidden]
			.flatMap(({ masks }) => masks)
			.concat(hidden.flatMap(({ pictures }) => pictures)),
	};
}

function parts(source: LayerSource): Sources {
	return source.type === 'nested' ? sources(source.request.layers) : { pictures: [source], masks: [] };
}

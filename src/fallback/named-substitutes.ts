import { effectiveAttributes } from '../catalog/lookup/effective-attributes.js';
import type { RuledCatalogs } from '../catalog/rules/preprocess.js';
import { localesOf } from '../protocol/locale.js';
import type { Failure } from './failure.js';
import { type PictureSubstitute, pictureSubstitute } from './substitute.js';
import { wordError } from './wording.js';

/**
 * Every default and error image that a catalog names, by its attributes, its rule set or for one of its
 * locales: what must be fetched and tried before anything fails.
 *
 * @param rootId the main catalog of the requests that will fail
 */
export function namedSubstitutes(rootId: string, catalogs: RuledCatalogs): PictureSubstitute[] {
	const { DefaultImage, ErrorImage, LocaleMap } = effectiveAttributes(catalogs, rootId);
	const rules = (Object.hasOwn(catalogs, rootId) ? catalogs[rootId]?.rules : undefined) ?? [];

	const defaultImages = [DefaultImage, ...rules.flatMap(defaultImagesOf)];
	const errorImages = [ErrorImage, ...rules.map(({ attributes }) => attributes?.ErrorImage)];
	const locales = [undefined, ...localesOf(LocaleMap ?? '')];
	return [
		...distinct(defaultImages).flatMap((object) =>
			locales.map((locale) =>
				pictureSubstitute('default-image', object, rootId, catalogs, locale === undefined ? {} : { locale }),
			),
		),
		...distinct(errorImages).map((object) =>
			pictureSubstitute('error-image', object, rootId, catalogs, {}, wordError(SAMPLE, rootId, 2)),
		),
	];
}

const SAMPLE: Failure = { reason: 'missing', status: 0, serverText: '' };

/** A rule names a default image by adding `defaultImage=` to the query; one with a captured group is not known yet. */
function defaultImagesOf({
	addQuery = '',
	substitution = '',
}: {
	addQuery?: string;
	substitution?: string;
}): string[] {
	const named = `&${addQuery}&${substitution}`.matchAll(/[?&]defaultImage=([^&$]+)(?=&|$)/gi);
	return [...named].map(([, object = '']) => object);
}

function distinct(objects: readonly unknown[]): string[] {
	const names = objects.filter((object): object is string => typeof object === 'string' && object !== '');
	return [...new Set(names)];
}

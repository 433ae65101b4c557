import { attributeText } from '../../../protocol/attributes.js';
import type { Catalogs } from '../../../protocol/catalogs.js';
import type { ImageRequest } from '../../../protocol/image-request.js';
import {
	type LocalizeString,
	localizeImageSet,
	localizeTargets,
	localizeUserData,
	stringLocalization,
} from '../../../protocol/localized-string.js';
import type { Answerer, Property } from '../answer.js';
import { fieldText } from './record-fields.js';

/** How the strings of a record are brought into the language of a request (`r-localestrmap.md`). */
export function localization({ commands, catalog }: ImageRequest, catalogs: Catalogs): LocalizeString {
	const locale = commands.locale || attributeText(catalogs, catalog, 'DefaultLocale');
	return stringLocalization(attributeText(catalogs, catalog, 'LocaleStrMap'), locale);
}

/**
 * The members of a set, as the record has them. In the format `text` without a name, in the others under
 * the one that real servers give it.
 * @see `r-imageset-req.md`
 */
export const imageSet: Answerer = (request, { catalogs }) => {
	const set = localizeImageSet(
		fieldText(request.object?.record, 'ImageSet'),
		localization(request, catalogs),
	);
	return { properties: set === '' ? [] : [['IMAGE_SET', set]], text: `${set}\r\n` };
};

/** Targets for zooming. @see `r-targets-req.md` */
export const targets: Answerer = (request, { catalogs }) =>
	propertyData(
		localizeTargets(fieldText(request.object?.record, 'Targets'), localization(request, catalogs)),
	);

/** Whatever the shop noted with the image. @see `r-userdata-req.md` */
export const userData: Answerer = (request, { catalogs }) =>
	propertyData(
		localizeUserData(fieldText(request.object?.record, 'UserData'), localization(request, catalogs)),
	);

/** @param lines `name=value`, separated by CR LF; a line of another form is in the format `text` only */
function propertyData(lines: string) {
	const properties = lines.split('\r\n').flatMap((line): Property[] => {
		const equals = line.indexOf('=');
		return equals < 1 ? [] : [[line.slice(0, equals).trim(), line.slice(equals + 1)]];
	});
	return { properties, text: `${lines}\r\n` };
}

import { timeStamp } from '../../../catalog/attributes/time-stamp.js';
import { effectiveAttributes } from '../../../catalog/lookup/effective-attributes.js';
import type { Answerer } from '../answer.js';
import { javaDate } from '../formats/java-date.js';
import { enumText } from './attribute-values.js';
import { recordSize } from './composite-size.js';
import { known } from './known.js';
import { fieldNumber, fieldText } from './record-fields.js';

/**
 * What the record tells of an image. What stands in the file itself (pixel type, alpha, profiles, paths,
 * XMP) is left out; without the size nothing is answered, since it is what the request is made for.
 * @see `r-imageprops.md`
 */
export const imageProps: Answerer = ({ object }, { catalogs }) => {
	const record = object?.record;
	const size = recordSize(record);
	if (object === undefined || record === undefined || size === undefined) return undefined;
	// a layer's catalog supplies these, not the main one (`r-image-catalogs.md`)
	const attributes = effectiveAttributes(catalogs, object.rootId);
	const expiration = fieldText(record, 'Expiration');
	const time = timeStamp.parse(fieldText(record, 'TimeStamp')) ?? attributes.TimeStamp;
	const text = (name: string) => fieldText(record, name);
	return {
		properties: known('image', {
			anchor: text('Anchor') || `${Math.floor(size.width / 2)},${Math.floor(size.height / 2)}`,
			expiration: expiration === '' || expiration === '-2' ? attributes.Expiration : expiration,
			height: size.height,
			width: size.width,
			iccProfile: text('IccProfile') || undefined,
			mask: text('MaskPath') === '' ? undefined : 3,
			modifier: text('Modifier'),
			postModifier: text('PostModifier'),
			printRes: fieldNumber(record, 'PrintResolution') ?? attributes.PrintResolution,
			resolution: fieldNumber(record, 'Resolution') ?? attributes.Resolution,
			thumbRes: fieldNumber(record, 'ThumbRes') ?? attributes.ThumbRes,
			thumbType: fieldNumber(record, 'ThumbType') ?? enumText('ThumbType', attributes),
			timeStamp: time && javaDate(time),
			translatedId: object.id,
		}),
	};
};

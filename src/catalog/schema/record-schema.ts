import * as v from 'valibot';
import { namesHost } from '../attributes/attribute-types.js';
import { exactObject } from './schema-parts.js';
import { oneOf, recordNumber, text, textLike, textWhere } from './schema-values.js';

export const fileName = textWhere(
	"a path below RootPath on the shop's own origin",
	(value) => !namesHost(value),
);
export const pair = textLike(/^(\s*-?\d{1,9}\s*,\s*-?\d{1,9}\s*)?$/, 'two whole numbers, e.g. 100,200');
export const recordHours = recordNumber(
	"hours as a number from 0, -1 for never, or -2 for the attribute's value",
	-2,
	(value) => value >= 0 || value === -1 || value === -2,
);
const resolution = recordNumber("a number above 0, or 0 for the attribute's value", 0, (value) => value >= 0);

/** One row of the image and SVG data (`r-image-svg-data.md`). An empty field is the same as an absent one. */
export const record = exactObject(
	{
		Path: v.exactOptional(fileName),
		MaskPath: v.exactOptional(fileName),
		Anchor: v.exactOptional(pair),
		Modifier: v.exactOptional(text),
		PostModifier: v.exactOptional(text),
		Expiration: v.exactOptional(recordHours),
		TimeStamp: v.exactOptional(v.union([text, v.number()])),
		Resolution: v.exactOptional(resolution),
		PrintResolution: v.exactOptional(resolution),
		ThumbRes: v.exactOptional(resolution),
		ThumbType: v.exactOptional(
			recordNumber("1 crop, 2 fit or 3 texture, or 0 for the attribute's value", 0, (value) =>
				[0, 1, 2, 3].includes(value),
			),
		),
		Size: v.exactOptional(pair),
		IccProfile: v.exactOptional(text),
		Map: v.exactOptional(text),
		Targets: v.exactOptional(text),
		ImageSet: v.exactOptional(text),
		AssetType: v.exactOptional(
			oneOf(['', 'MEDIASET', 'SPINSET', 'SPINSET2D', 'VIDEOSET', 'IMAGESET', 'ECATALOG']),
		),
		UserData: v.exactOptional(text),
		UserType: v.exactOptional(text),
		DigimarcInfo: v.exactOptional(text),
	},
	{ noun: 'record field', example: '{"Path":"no-image.png"}' },
);

import { flag } from '../../catalog/attributes/attribute-types.js';
import { ATTRIBUTES, type AttributeName } from '../../catalog/attributes/attributes.js';
import type { Placed } from './place.js';
import { urlPath } from './record-fields.js';
import type { Report } from './report.js';

/**
 * Attributes as the manifest holds them: raw text, for inheritance tells *empty* from *not defined*.
 * Left out is what the pages say is as good as not defined, and what cannot be right but has no use in a
 * browser. Any other value that cannot be right stays, and fails the import later.
 * @param from the attribute file; its date is the documented value of `TimeStamp` where it gives none
 * (`r-timestamp.md`)
 */
export function manifestAttributes(
	read: ReadonlyMap<AttributeName, Placed<string>>,
	from: { readonly file: string; readonly changed: number },
	report: Report,
): Map<AttributeName, Placed<string>> {
	const date = { value: String(Math.floor(from.changed)), place: { file: from.file } };
	const attributes = new Map<AttributeName, Placed<string>>([['TimeStamp', date]]);
	for (const [name, { value, place }] of read) {
		const { type, browser } = ATTRIBUTES[name];
		const isRight = value === '' || type.parse(value) !== undefined;
		const isLeftOut = type === flag || name === 'TimeStamp' || browser === 'N';
		if (!isRight && isLeftOut) {
			report.warn(place, `${name}=${value} is left out; expected ${type.form}`);
		} else if (name !== 'TimeStamp' || value !== '') {
			attributes.set(name, { value: name === 'RootPath' ? urlPath(value) : value, place });
		}
	}
	return attributes;
}

import { timeStamp } from '../../../catalog/attributes/time-stamp.js';
import { effectiveAttributes } from '../../../catalog/lookup/effective-attributes.js';
import type { Answerer } from '../answer.js';
import { javaDate } from '../formats/java-date.js';
import { fieldText } from './record-fields.js';

/**
 * What the catalog tells of an item of static content; its length stands in the file alone and is left out.
 * The names have no object before them.
 * @see `r-props.md`
 */
export const contentProps: Answerer = ({ object }, { catalogs }) => {
	const record = object?.record;
	if (object === undefined || record === undefined) return undefined;
	const attributes = effectiveAttributes(catalogs, object.rootId);
	const expiration = fieldText(record, 'Expiration');
	const time = timeStamp.parse(fieldText(record, 'TimeStamp')) ?? attributes.TimeStamp;
	return {
		properties: [
			['path', fieldText(record, 'Path')],
			['expiration', expiration === '' || expiration === '-2' ? String(attributes.Expiration) : expiration],
			...(time === undefined ? [] : [['lastModified', javaDate(time)] as const]),
			['userType', fieldText(record, 'UserType')],
		],
	};
};

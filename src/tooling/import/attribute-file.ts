import { ATTRIBUTE_NAMES, type AttributeName } from '../../catalog/attributes/attributes.js';
import { nearestName } from '../../catalog/schema/nearest-name.js';
import type { Placed } from './place.js';
import type { Report } from './report.js';

const DOCUMENTED = new Map(ATTRIBUTE_NAMES.map((name) => [name.toLowerCase(), name]));

/**
 * Reads an attribute file (`r-catalog-attribute-files.md`): `name=value` records, one a line; `#` begins
 * a comment record; a backslash before a line end makes the line end a part of the value; names compare
 * without case; of several records with one name the last counts.
 * @param text without a byte order mark
 * @returns the raw values; `''` is *defined but empty*
 */
export function parseAttributeFile(
	text: string,
	file: string,
	report: Report,
): Map<AttributeName, Placed<string>> {
	const attributes = new Map<AttributeName, Placed<string>>();
	// the odd parts are the line ends
	const parts = text.split(/(\r\n|\r|\n)/);
	for (let index = 0; index < parts.length; index += 2) {
		const place = { file, line: index / 2 + 1 };
		let record = parts[index] ?? '';
		if (/^\s*(#|$)/.test(record)) continue;
		while (/(^|[^\\])\\$/.test(record) && index + 2 < parts.length) {
			const next = parts[index + 2] ?? '';
			if (isAttribute(next)) {
				report.warn(place, `the backslash at the end makes ${JSON.stringify(next)} a part of this value`);
			}
			record = record.slice(0, -1) + parts[index + 1] + next;
			index += 2;
		}
		const [, name, value = ''] = /^\s*([\w.-]+)\s*=(.*)$/s.exec(record) ?? [];
		if (name === undefined) {
			report.error(place, `found ${JSON.stringify(record.slice(0, 60))}; expected name=value`);
			continue;
		}
		const documented = DOCUMENTED.get(name.toLowerCase());
		if (documented === undefined) report.warn(place, unknownAttribute(name));
		else attributes.set(documented, { value: withoutQuotes(value.trim()), place });
	}
	return attributes;
}

function isAttribute(record: string): boolean {
	const [, name] = /^\s*([\w.-]+)\s*=/.exec(record) ?? [];
	return name !== undefined && DOCUMENTED.has(name.toLowerCase());
}

function unknownAttribute(name: string): string {
	const nearest = nearestName(name, ATTRIBUTE_NAMES);
	const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
	return `there is no attribute ${name}, so it is left out${hint}`;
}

/** Quotes round a whole value are not part of it, and doubled in it (`r-text.md`). */
function withoutQuotes(value: string): string {
	const quote = value[0];
	if (value.length < 2 || (quote !== '"' && quote !== "'") || !value.endsWith(quote)) return value;
	const pieces = value.slice(1, -1).split(quote + quote);
	return pieces.some((piece) => piece.includes(quote)) ? value : pieces.join(quote);
}

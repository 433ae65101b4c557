import * as v from 'valibot';
import { parseReal } from '../../catalog/attributes/attribute-types.js';
import { timeStamp } from '../../catalog/attributes/time-stamp.js';
import { record } from '../../catalog/schema/record-schema.js';
import { staticRecord } from '../../catalog/schema/static-record-schema.js';
import type { Columns, Row } from './data-file.js';
import type { Report } from './report.js';

/** A record as the manifest holds it; its values are not judged yet. */
export type ImportedRecord = Readonly<Record<string, string | number>>;

/** The data files of records, by the attribute that names them. */
export const RECORD_COLUMNS = {
	CatalogFile: recordColumns(Object.keys(record.entries)),
	SvgCatalogFile: recordColumns(['Path', 'Expiration', 'TimeStamp']),
	StaticContentCatalogFile: recordColumns(Object.keys(staticRecord.entries)),
} as const satisfies Readonly<Record<string, Columns>>;

function recordColumns(optional: readonly string[]): Columns {
	return { required: ['Id'], optional };
}

/** Fields that the manifest's schema takes as numbers. */
const NUMBERS: ReadonlySet<string> = new Set(
	[record, staticRecord].flatMap(({ entries }) =>
		Object.entries(entries).flatMap(([name, field]) => (v.is(field, 0) ? [name] : [])),
	),
);

const PATHS: ReadonlySet<string> = new Set(['Path', 'MaskPath']);

export function recordOf({ fields, place }: Row, report: Report): ImportedRecord {
	const values: Record<string, string | number> = {};
	for (const [name, written] of Object.entries(fields)) {
		if (name === 'Id') continue;
		if (name === 'TimeStamp' && timeStamp.parse(written.trim()) === undefined) {
			report.warn(place, `${name} ${JSON.stringify(written)} is left out; expected ${timeStamp.form}`);
			continue;
		}
		const number = NUMBERS.has(name) ? parseReal(written.trim()) : undefined;
		values[name] = number ?? (PATHS.has(name) ? urlPath(written) : written);
	}
	return values;
}

/** A path that a Windows server may have written with backslashes. */
export function urlPath(path: string): string {
	return path.replaceAll('\\', '/');
}

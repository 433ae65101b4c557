import type { CatalogRecord } from '../../protocol/catalogs.js';

/**
 * Records of a catalog whose ids follow each other: one row of the database. A row takes the browser much longer than
 * what is in it, so 100,000 records in rows of their own would take several times as long to write.
 *
 * All groups of a catalog together cover every id that there may be, so that one of them tells that a record is
 * missing. A catalog without records has one that is empty.
 */
export interface RecordGroup {
	/** ids of this group come after this one; undefined: from the first on */
	readonly after: string | undefined;
	/** its last id; undefined: up to the last that there may be */
	readonly last: string | undefined;
	/** how many records of the catalog are in the groups before */
	readonly before: number;
	readonly records: ReadonlyMap<string, CatalogRecord>;
}

export type RecordRowKey = [generation: number, rootId: string, last: string | string[]];

/** Of a catalog that has none. */
export const NO_RECORDS: RecordGroup = { after: undefined, last: undefined, before: 0, records: new Map() };

/** Most records of a group: each look-up copies all of them. */
const MAX_RECORDS = 8;

/** From how many characters on a group takes no more records: templates are long. */
const ENOUGH_TEXT = 16_384;

/** The groups of a catalog's records, by their ids as IndexedDB sorts them. */
export function* recordGroups(records: Readonly<Record<string, CatalogRecord>>): Generator<RecordGroup> {
	let after: string | undefined;
	let before = 0;
	let group = new Map<string, CatalogRecord>();
	let text = 0;
	for (const id of Object.keys(records).sort()) {
		if (group.size === MAX_RECORDS || text >= ENOUGH_TEXT) {
			const last = [...group.keys()].at(-1);
			yield { after, last, before, records: group };
			after = last;
			before += group.size;
			group = new Map();
			text = 0;
		}
		const record = records[id] ?? {};
		group.set(id, record);
		text += textOf(record);
	}
	yield { after, last: undefined, before, records: group };
}

/** Whether a group tells what there is of this id. */
export function covers({ after, last }: Pick<RecordGroup, 'after' | 'last'>, id: string): boolean {
	return (after === undefined || id > after) && (last === undefined || id <= last);
}

/** What a group's row is called. @param last undefined: of the catalog's last group */
export function rowKey(generation: number, rootId: string, last: string | undefined): RecordRowKey {
	// lists come after all strings
	return [generation, rootId, last ?? []];
}

/** Where the rows begin in which an id is, or would be, and those after it. */
export function rowsFrom(generation: number, rootId: string, id: string): IDBKeyRange {
	return IDBKeyRange.bound([generation, rootId, id], rowKey(generation, rootId, undefined));
}

function textOf(record: CatalogRecord): number {
	let length = 0;
	for (const value of Object.values(record)) if (typeof value === 'string') length += value.length;
	return length;
}

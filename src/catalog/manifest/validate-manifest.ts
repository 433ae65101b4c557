import * as v from 'valibot';
import { MAX_RULES, TABLES, type TableName } from '../schema/catalog-schema.js';
import { type Manifest, manifestSchema } from '../schema/manifest-schema.js';
import { isObject, MAX_ISSUES } from '../schema/schema-parts.js';
import { jsonPath, ManifestError, type Notice } from './manifest-error.js';

/** Entries that are judged in one go; a slow phone takes some milliseconds. */
const SLICE = 200;

/**
 * Judges a manifest by its schema. A catalog may hold 100,000 records, and who judges them may have other
 * work: so the long tables are taken out, and judged slice by slice, after all that is around them.
 *
 * @returns by steps; the manifest, what it leaves out filled in
 * @throws ManifestError
 */
export function* validateManifest(json: unknown): Generator<undefined, Manifest> {
	const { frame, tables } = takeApart(json);
	const result = v.safeParse(manifestSchema, frame);
	const issues = (result.issues ?? []).map(noticeOf());
	for (const { rootId, name, table } of tables) {
		if (issues.length >= MAX_ISSUES) break;
		const judged = yield* judgeTable(rootId, name, table, issues);
		if (result.success) Object.assign(result.output.catalogs[rootId] ?? {}, { [name]: judged });
	}
	if (!result.success || issues.length > 0) throw new ManifestError(issues.slice(0, MAX_ISSUES));
	const { enabled, ...manifest } = result.output;
	return enabled === false ? { ...manifest, mode: 'off' } : manifest;
}

type Table = Record<string, unknown> | readonly unknown[];

interface LongTable {
	readonly rootId: string;
	readonly name: TableName;
	readonly table: Table;
}

/** The tables, and the manifest without them. What has not the shape of a table stays where it is. */
function takeApart(json: unknown): { readonly frame: unknown; readonly tables: readonly LongTable[] } {
	if (!isObject(json) || !isObject(json.catalogs)) return { frame: json, tables: [] };
	const tables: LongTable[] = [];
	const catalogs = Object.entries(json.catalogs).map(([rootId, catalog]) => {
		if (!isObject(catalog)) return [rootId, catalog];
		const members = Object.entries(catalog).filter(([name, table]) => {
			if (!isTableName(name) || !isTable(name, table)) return true;
			tables.push({ rootId, name, table });
			return false;
		});
		return [rootId, Object.fromEntries(members)];
	});
	return { frame: { ...json, catalogs: Object.fromEntries(catalogs) }, tables };
}

function isTableName(name: string): name is TableName {
	return Object.hasOwn(TABLES, name);
}

function isTable(name: TableName, value: unknown): value is Table {
	return name === 'rules' ? Array.isArray(value) && value.length <= MAX_RULES : isObject(value);
}

function* judgeTable(
	rootId: string,
	name: TableName,
	table: Table,
	issues: Notice[],
): Generator<undefined, Table> {
	const schema = TABLES[name];
	const whole: Table = Array.isArray(table) ? [] : {};
	// a copy, for a script may hand in an array with members that are none of JSON
	const list = Array.isArray(table) ? [...table] : undefined;
	const keys = list === undefined ? Object.keys(table) : [];
	const length = list?.length ?? keys.length;
	for (let start = 0; start < length && issues.length < MAX_ISSUES; start += SLICE) {
		const slice =
			list?.slice(start, start + SLICE) ??
			Object.fromEntries(keys.slice(start, start + SLICE).map((key) => [key, Reflect.get(table, key)]));
		const { output, issues: faults = [] } = v.safeParse(schema, slice);
		issues.push(...faults.map(noticeOf(['catalogs', rootId, name], start)));
		if (Array.isArray(whole)) whole.push(...(output as readonly unknown[]));
		else Object.assign(whole, output);
		yield;
	}
	return whole;
}

/** @param start index of the first entry, where a slice of an array was judged */
function noticeOf(above: readonly string[] = [], start = 0) {
	return ({ path, message }: v.BaseIssue<unknown>): Notice => {
		const keys = (path ?? []).map(({ key }) => key);
		const below = keys.map((key, depth) => (depth === 0 && typeof key === 'number' ? key + start : key));
		return { path: jsonPath([...above, ...below]), message };
	};
}

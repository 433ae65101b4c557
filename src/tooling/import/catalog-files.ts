import { stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import type { AttributeName } from '../../catalog/attributes/attributes.js';
import { count } from '../count.js';
import { parseAttributeFile } from './attribute-file.js';
import { type Columns, type Reading, type Row, readDataFile } from './data-file.js';
import { addFont, FONT_COLUMNS, type FontMap } from './fonts.js';
import { addMacro, MACRO_COLUMNS, type MacroTable } from './macros.js';
import type { Place, Placed } from './place.js';
import { type ImportedRecord, RECORD_COLUMNS, recordOf, urlPath } from './record-fields.js';
import { type ImportedRule, parseRuleSet } from './rule-set.js';
import { readCatalogText, readXmlText } from './text-file.js';

/** Id -> the last row of that Id. */
export type RecordTable = Map<string, Placed<ImportedRecord>>;

/** Everything that one attribute file and the files it names say. */
export interface CatalogFiles {
	/** its attribute file */
	readonly file: string;
	/** those of the attribute file, as they are written */
	readonly attributes: ReadonlyMap<AttributeName, Placed<string>>;
	/** when the attribute file was changed, milliseconds since the epoch */
	readonly changed: number;
	readonly images: RecordTable;
	readonly svgs: RecordTable;
	readonly staticContent: RecordTable;
	readonly macros: MacroTable;
	readonly fonts: FontMap;
	/** Name -> ProfilePath */
	readonly profiles: Map<string, Placed<string>>;
	readonly rules: ImportedRule[];
}

export interface CatalogReading extends Reading {
	/** told of each file that was read, e.g. `shop.txt`, `12 rows` */
	readonly done: (file: string, content: string) => void;
}

/** What becomes of the rows of one kind of data file. */
interface Table {
	readonly columns: Columns;
	readonly add: (row: Row) => void;
	/** whether the attribute names several files, in the order in which they are read */
	readonly isList?: true;
}

const PROFILE_COLUMNS: Columns = { required: ['Name', 'ProfilePath'], optional: [] };

/** The attributes that name files. What the files hold takes their place in the manifest. */
export const FILE_ATTRIBUTES = [
	'CatalogFile',
	'SvgCatalogFile',
	'StaticContentCatalogFile',
	'MacroFile',
	'FontMapFile',
	'IccProfileMapFile',
	'RuleSetFile',
] as const satisfies readonly AttributeName[];

type DataFileAttribute = Exclude<(typeof FILE_ATTRIBUTES)[number], 'RuleSetFile'>;

/**
 * Reads an attribute file and all files that it names.
 * @param macrosOfDefault those of the default catalog, unless this is the default catalog
 * @throws ImportStopped if a file cannot be read, or does not have the form it should
 */
export async function readCatalogFiles(
	file: string,
	macrosOfDefault: MacroTable | undefined,
	reading: CatalogReading,
): Promise<CatalogFiles> {
	const { report, done } = reading;
	const text = await readCatalogText(file, { file }, report);
	const attributes = parseAttributeFile(text, file, report);
	done(file, count(attributes.size, 'attribute'));
	const catalog: CatalogFiles = {
		...{ file, attributes, changed: (await stat(file)).mtimeMs },
		...{ images: new Map(), svgs: new Map(), staticContent: new Map() },
		...{ macros: new Map(), fonts: new Map(), profiles: new Map(), rules: [] },
	};

	const addTo = (records: RecordTable) => (row: Row) => {
		records.set(row.fields.Id ?? '', { value: recordOf(row, report), place: row.place });
	};
	const { CatalogFile, SvgCatalogFile, StaticContentCatalogFile } = RECORD_COLUMNS;
	const tables: Readonly<Record<DataFileAttribute, Table>> = {
		CatalogFile: { columns: CatalogFile, add: addTo(catalog.images), isList: true },
		SvgCatalogFile: { columns: SvgCatalogFile, add: addTo(catalog.svgs), isList: true },
		StaticContentCatalogFile: {
			columns: StaticContentCatalogFile,
			add: addTo(catalog.staticContent),
			isList: true,
		},
		MacroFile: {
			columns: MACRO_COLUMNS,
			add: (row) => addMacro(catalog.macros, row, macrosOfDefault, report),
		},
		FontMapFile: { columns: FONT_COLUMNS, add: (row) => addFont(catalog.fonts, row, report) },
		IccProfileMapFile: {
			columns: PROFILE_COLUMNS,
			add: ({ fields, place }) =>
				catalog.profiles.set(fields.Name ?? '', { value: fields.ProfilePath ?? '', place }),
		},
	};
	for (const name of FILE_ATTRIBUTES) {
		const named = attributes.get(name);
		if (named === undefined) continue;
		const table = name === 'RuleSetFile' ? undefined : tables[name];
		for (const path of filesNamed(named.value, table?.isList)) {
			const beside = isAbsolute(path) ? path : join(dirname(file), path);
			if (table === undefined) {
				const rules = parseRuleSet(await readXmlText(beside, named.place, report), beside, report);
				catalog.rules.push(...rules);
				done(beside, count(rules.length, 'rule'));
			} else {
				done(beside, count(await readTable(beside, table, named.place, reading), 'row'));
			}
		}
	}
	return catalog;
}

async function readTable(path: string, table: Table, named: Place, reading: Reading): Promise<number> {
	let rows = 0;
	for await (const row of readDataFile(path, table.columns, named, reading)) {
		table.add(row);
		rows++;
	}
	return rows;
}

/** Paths as a Windows server may write them, too. */
function filesNamed(value: string, isList = false): readonly string[] {
	const paths = isList ? value.split(',') : [value];
	return paths.map((path) => urlPath(path.trim())).filter((path) => path !== '');
}

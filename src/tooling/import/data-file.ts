import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { nearestName } from '../../catalog/schema/nearest-name.js';
import type { Progress } from '../progress.js';
import { findUtf8, fromWindows } from './latin1.js';
import type { Place } from './place.js';
import type { Report } from './report.js';
import { fileForm } from './text-file.js';

/** Longer records are taken for a quote that is not closed. */
const MAX_RECORD_CHARACTERS = 4_000_000;

/** What a kind of data file holds; names in their documented spelling. */
export interface Columns {
	/** a file without such a column, or a row without a value there, is an error */
	readonly required: readonly string[];
	readonly optional: readonly string[];
}

/** One data record. */
export interface Row {
	readonly place: Place;
	/** column name as documented -> value; empty fields are left out */
	readonly fields: Readonly<Record<string, string>>;
}

export interface Reading {
	readonly report: Report;
	readonly progress: Progress;
}

/**
 * Reads a data file record by record (`r-catalog-data-files.md`): TAB between fields, a header record,
 * double quotes round a field that holds TABs, line ends or (doubled) quotes. Spaces are data. Columns
 * named `.something` are comments. A short row has empty fields at its end.
 * @param named where the file is named, for messages
 * @throws ImportStopped if the file cannot be read on
 */
export async function* readDataFile(
	path: string,
	columns: Columns,
	named: Place,
	{ report, progress }: Reading,
): AsyncGenerator<Row> {
	const { encoding, start, size } = await fileForm(path, named, report);
	const source = createReadStream(path, { start });
	const parser = parse({ ...FORMAT, encoding });
	progress.start(path, size);
	source.on('data', (chunk) => progress.advance(chunk.length));
	// the callback has nothing to do: a fault of either stream ends the loop below with that fault
	pipeline(source, parser, () => {});

	let line = 1;
	let header: Header | undefined;
	let isToldOfUtf8 = encoding === 'utf8';
	try {
		for await (const { record, raw } of parser as AsyncIterable<RawRecord>) {
			const place = { file: path, line };
			line += 1 + countLineEnds(record);
			if (record.length === 1 && record[0] === '') continue;
			checkQuotes(record, raw, place, report);
			if (header === undefined) {
				header = readHeader(record, columns, place, report);
				continue;
			}
			const mistake = isToldOfUtf8 ? undefined : findUtf8(raw);
			if (mistake !== undefined) report.warn(place, mistake.message);
			isToldOfUtf8 ||= mistake !== undefined;
			const text = encoding === 'utf8' ? record : record.map(fromWindows);
			const row = { place, fields: readFields(text, header, place, report) };
			const missing = columns.required.filter((name) => row.fields[name] === undefined);
			if (missing.length === 0) yield row;
			else report.error(place, `the row has no ${missing.join(' and no ')}`);
		}
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		report.fail(
			{ file: path, line },
			'the row that begins here does not end; expected a quote that closes each quoted field',
		);
	} finally {
		source.destroy();
		progress.stop();
	}
	if (header === undefined) report.error({ file: path }, `expected a header record with ${listed(columns)}`);
}

const FORMAT: Options = {
	delimiter: '\t',
	record_delimiter: ['\r\n', '\n', '\r'],
	quote: '"',
	escape: '"',
	// HTML stands in fields without quotes round them; `checkQuotes` finds what this would let pass
	relax_quotes: true,
	relax_column_count: true,
	max_record_size: MAX_RECORD_CHARACTERS,
	raw: true,
};

interface RawRecord {
	readonly record: readonly string[];
	readonly raw: string;
}

/** For each field of a row its column's documented name; undefined: a comment, or unknown. */
type Header = readonly (string | undefined)[];

function readHeader(record: readonly string[], columns: Columns, place: Place, report: Report): Header {
	const known = [...columns.required, ...columns.optional];
	const documented = new Map(known.map((name) => [name.toLowerCase(), name]));
	const seen = new Set<string>();
	const names = record.map((written) => {
		if (written.startsWith('.')) return undefined;
		if (written.trim() === '') {
			report.error(place, 'a column has no name; expected one between any two TABs');
			return undefined;
		}
		const name = documented.get(written.toLowerCase());
		const unique = name ?? written.toLowerCase();
		if (seen.has(unique)) report.error(place, `the column ${written} is there twice; expected it once`);
		else if (name === undefined) report.warn(place, unknownColumn(written, known));
		seen.add(unique);
		return name;
	});
	const missing = columns.required.filter((name) => !seen.has(name));
	if (missing.length > 0) {
		report.fail(place, `there is no column ${missing.join(' and no column ')}; expected ${listed(columns)}`);
	}
	return names;
}

function readFields(
	record: readonly string[],
	names: Header,
	place: Place,
	report: Report,
): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const [index, value] of record.entries()) {
		if (value === '') continue;
		if (index >= names.length) {
			report.warn(place, `the row has more fields than the ${names.length} columns; the rest is left out`);
			break;
		}
		const name = names[index];
		if (name !== undefined) fields[name] = value;
	}
	return fields;
}

/**
 * The reader takes a quote that is followed by other text than a TAB or a line end for data. With a
 * quoted field that means that its quotes are not doubled, and that rows may have run together.
 */
function checkQuotes(record: readonly string[], raw: string, place: Place, report: Report): void {
	for (const value of record) {
		if (!value.startsWith('"') || raw.includes(`"${value.replaceAll('"', '""')}"`)) continue;
		const shown = JSON.stringify(value.slice(0, 60));
		report.error(
			place,
			`text follows the closing quote of ${shown}; expected quotes doubled in a quoted field`,
		);
	}
}

function countLineEnds(record: readonly string[]): number {
	let count = 0;
	for (const value of record) {
		if (value.includes('\n') || value.includes('\r')) count += value.split(/\r\n|\r|\n/).length - 1;
	}
	return count;
}

function unknownColumn(written: string, known: readonly string[]): string {
	const nearest = nearestName(written, known);
	const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
	return `there is no column ${JSON.stringify(written)}, so it is left out${hint}`;
}

function listed({ required, optional }: Columns): string {
	return `${required.join(', ')}${optional.length > 0 ? ` and others, separated by one TAB` : ''}`;
}

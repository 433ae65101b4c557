import type { CatalogRecord, Catalogs, RecordKey } from '../protocol/catalogs.js';
import type { ImageRequest } from '../protocol/image-request.js';
import { type ParseOptions, parseImageRequest } from '../protocol/parse-image-request.js';
import { catalogOf, recordOf } from './lookup/record-lookup.js';
import { nestedRules } from './rules/nested-rules.js';
import type { RuledCatalogs } from './rules/preprocess.js';

/** Where the parser's catalogs come from when the records are too many to hold in memory. */
export interface CatalogSource {
	/** attributes, macros and rules; records may be among them */
	readonly catalogs: RuledCatalogs;
	/** @returns undefined if there is no such record */
	record(key: RecordKey): Promise<CatalogRecord | undefined>;
}

/** A record may name another one, e.g. a template's layers; a chain that is longer than this is cut. */
const MAX_ROUNDS = 10;

/**
 * Parses a request with the records it names, and those that they name in turn. Rule sets are applied to
 * the requests that are nested in it; to itself, `preprocess` has applied them.
 * Rejects only if the source does.
 */
export async function resolveRequest(
	url: string,
	source: CatalogSource,
	options?: Omit<ParseOptions, 'rewriteNested'>,
): Promise<ImageRequest> {
	const asked = new Set<string>();
	const rewriteNested = nestedRules(source.catalogs);
	let catalogs: Catalogs = source.catalogs;
	for (let round = 1; ; round++) {
		const request = parseImageRequest(url, catalogs, { ...options, rewriteNested });
		const missing = request.lookups.filter((key) => {
			const name = JSON.stringify([key.rootId, key.id]);
			return recordOf(catalogs, key) === undefined && !asked.has(name) && asked.add(name);
		});
		if (missing.length === 0 || round === MAX_ROUNDS) return request;
		const known = await withRecords({ catalogs, record: (key) => source.record(key) }, missing);
		// no record of these names exists, as for most images: another round would read the same
		if (known === catalogs) return request;
		catalogs = known;
	}
}

/** The catalogs of a source with these records among them, as far as they exist. Rejects only if the source does. */
export async function withRecords(source: CatalogSource, keys: readonly RecordKey[]): Promise<Catalogs> {
	const records = await Promise.all(keys.map((key) => source.record(key)));
	return keys.reduce((catalogs, key, index) => withRecord(catalogs, key, records[index]), source.catalogs);
}

function withRecord(catalogs: Catalogs, { rootId, id }: RecordKey, record?: CatalogRecord): Catalogs {
	if (record === undefined) return catalogs;
	const catalog = catalogOf(catalogs, rootId);
	return { ...catalogs, [rootId]: { ...catalog, records: { ...catalog?.records, [id]: record } } };
}

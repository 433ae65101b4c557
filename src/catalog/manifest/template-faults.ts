import {
	type CatalogData,
	type CatalogRecord,
	type Catalogs,
	DEFAULT_CATALOG,
} from '../../protocol/catalogs.js';
import { encodeObject } from '../../protocol/encoding.js';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import type { Problem } from '../../protocol/problem.js';
import { catalogOf } from '../lookup/record-lookup.js';
import { shortened } from '../schema/schema-parts.js';
import { commandHint } from './command-hint.js';
import type { ManifestCatalog, ManifestCatalogs } from './manifest.js';
import { jsonPath, type Notice } from './manifest-error.js';

/**
 * What the protocol's parser finds wrong in the commands that a manifest holds: in the `Modifier` and
 * `PostModifier` of records, and in macros. What a request can still put right is no fault.
 * Between the records and texts `undefined`: a pause.
 * @param limit how many different texts are judged, those of default and error images first
 */
export function* templateFaults(catalogs: ManifestCatalogs, limit: number): Generator<Notice | undefined> {
	for (const found of templateProblems(catalogs, limit)) {
		if (found === undefined) yield undefined;
		else if (found.problem.severity === 'error') yield noticeOf(found);
	}
}

/** A long list says no more, and what an import brings may have the same in each record. */
const MAX_REMARKS = 100;

/**
 * Commands that are ignored, or that a browser can honour in part only. What a macro says is told once, there.
 * @param limit how many different texts are judged, as for faults
 * @returns at most 100
 */
export function templateRemarks(catalogs: ManifestCatalogs, limit: number): readonly Notice[] {
	const remarks: Notice[] = [];
	for (const found of templateProblems(catalogs, limit)) {
		if (found === undefined || found.problem.severity === 'error' || !isOwn(found)) continue;
		if (remarks.push(noticeOf(found, commandHint(found.problem))) === MAX_REMARKS) break;
	}
	return remarks;
}

interface FoundProblem {
	readonly commands: CommandText;
	readonly problem: Problem;
}

/** Between the records and texts `undefined`: a pause. */
function* templateProblems(catalogs: ManifestCatalogs, limit: number): Generator<FoundProblem | undefined> {
	const judged = new Set<string>();
	for (const commands of commandTexts(catalogs)) {
		yield undefined;
		if (commands === undefined) continue;
		const { context, record, query, isWatermark } = commands;
		// many records share their commands
		const text = `${context.rootId}\n${Object.keys(record)}\n${Object.values(record)}\n${query}\n${isWatermark}`;
		if (judged.has(text)) continue;
		if (judged.add(text).size > limit) return;
		for (const problem of problemsOf(commands)) {
			if (!dependsOnRequest(problem)) yield { commands, problem };
		}
	}
}

function noticeOf({ commands, problem: { message, piece } }: FoundProblem, hint = ''): Notice {
	return { path: jsonPath(commands.keys), message: `${message}${hint} (in \`${shortened(piece)}\`)` };
}

/** Not one that only a macro brought. */
function isOwn({ commands: { text }, problem: { piece } }: FoundProblem): boolean {
	return text.includes(piece);
}

/** One text of commands with what is needed to judge it by itself. */
interface CommandText {
	readonly context: Context;
	readonly id: string;
	readonly record: CatalogRecord;
	readonly query: string;
	/** as it stands in the manifest */
	readonly text: string;
	/** where it stands in the manifest */
	readonly keys: readonly string[];
	/** a catalog names the record as its watermark: there layer 0 may have a relative size */
	readonly isWatermark: boolean;
}

interface Context {
	readonly rootId: string;
	/** the catalog with the default catalog, without records */
	readonly catalogs: Catalogs;
	/** of that catalog: empty but for the one that is judged */
	readonly records: Record<string, CatalogRecord>;
}

/** `undefined`: a record was looked at. */
function* commandTexts(catalogs: ManifestCatalogs): Generator<CommandText | undefined> {
	const defaults = commandsOf(catalogOf(catalogs, DEFAULT_CATALOG));
	const contexts = Object.entries(catalogs).map(([rootId, { macros = {}, records = {}, ...catalog }]) => ({
		context: contextOf(rootId, commandsOf({ ...catalog, macros }), defaults),
		macros,
		records,
	}));
	const named = namedObjects(catalogs, 'DefaultImage', 'ErrorImage');
	const watermarks = watermarkObjects(catalogs);
	for (const { context, macros } of contexts) {
		for (const [name, text] of Object.entries(macros)) {
			const keys = ['catalogs', context.rootId, 'macros', name];
			yield { context, id: '', record: {}, query: `$${name}$`, text, keys, isWatermark: false };
		}
	}
	for (const wanted of [true, false]) {
		for (const { context, records } of contexts) {
			for (const id of Object.keys(records)) {
				yield undefined;
				const record = records[id] ?? {};
				const isIn = (objects: ReadonlySet<unknown>) =>
					objects.has(id) || objects.has(`${context.rootId}/${id}`);
				if (isIn(named) !== wanted) continue;
				const isWatermark = isIn(watermarks);
				for (const field of ['Modifier', 'PostModifier'] as const) {
					const text = record[field];
					if (!text) continue;
					const keys = ['catalogs', context.rootId, 'records', id, field];
					yield { context, id, record: { [field]: text }, query: '', text, keys, isWatermark };
				}
			}
		}
	}
}

/** What attributes name, as written there. */
function namedObjects(
	catalogs: ManifestCatalogs,
	...names: readonly ('DefaultImage' | 'ErrorImage' | 'Watermark')[]
): ReadonlySet<unknown> {
	return new Set(
		Object.values(catalogs).flatMap(({ attributes }) => names.map((name) => attributes?.[name])),
	);
}

/** Rules may name one as well. */
function watermarkObjects(catalogs: ManifestCatalogs): ReadonlySet<unknown> {
	const rules = Object.values(catalogs).flatMap((catalog) => catalog.rules ?? []);
	const named = rules.map(({ attributes }) => attributes?.WaterMark);
	return new Set([...namedObjects(catalogs, 'Watermark'), ...named]);
}

/** Only what decides about the meaning of commands: a lock, for example, concerns requests alone. */
function commandsOf(catalog: ManifestCatalog | undefined): CatalogData {
	const { AllowDirectUrls, RootUrl } = catalog?.attributes ?? {};
	return {
		attributes: {
			...(AllowDirectUrls !== undefined && { AllowDirectUrls }),
			...(RootUrl !== undefined && { RootUrl }),
		},
		macros: catalog?.macros ?? {},
	};
}

function contextOf(rootId: string, catalog: CatalogData, defaults: CatalogData): Context {
	// without a prototype it is a table from the start: engines make a type of each object that holds another id
	const records: Record<string, CatalogRecord> = Object.create(null);
	return { rootId, catalogs: { [DEFAULT_CATALOG]: defaults, [rootId]: { ...catalog, records } }, records };
}

function problemsOf({ context, id, record, query, isWatermark }: CommandText): readonly Problem[] {
	const { rootId, catalogs, records } = context;
	const object = rootId === DEFAULT_CATALOG ? id : `${rootId}/${id}`;
	records[id] = record;
	const url = `/is/image/${encodeObject(object)}?${query}`;
	const { problems } = parseImageRequest(url, catalogs, { watermark: isWatermark });
	delete records[id];
	return problems;
}

/** A variable that only requests define, or a size that only requests give: such a piece has no value. */
function dependsOnRequest({ code, piece }: Problem): boolean {
	if (code === 'undefined-macro') return false;
	return /\$[\w.-]+\$/.test(piece) || (code === 'not-permitted' && /^(fit|color)=$/.test(piece));
}

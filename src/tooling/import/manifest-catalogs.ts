import type { AttributeName } from '../../catalog/attributes/attributes.js';
import { jsonPath } from '../../catalog/manifest/manifest-error.js';
import { DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import { manifestAttributes } from './attribute-values.js';
import { type CatalogFiles, FILE_ATTRIBUTES, type RecordTable } from './catalog-files.js';
import { manifestFonts } from './fonts.js';
import type { Place, Placed } from './place.js';
import type { Report } from './report.js';
import { unlessEmpty, withoutAbsent } from './without-absent.js';

/** One catalog of the manifest, and the files it was read from. */
export interface ImportedCatalog {
	/** key in the manifest */
	readonly rootId: string;
	readonly attributes: ReadonlyMap<AttributeName, Placed<string>>;
	/** images and SVGs, which share their ids */
	readonly records: RecordTable;
	readonly files: CatalogFiles;
}

/**
 * Decides what becomes of the files.
 * @param files those of the default catalog first
 */
export function importedCatalogs(files: readonly CatalogFiles[], report: Report): ImportedCatalog[] {
	const taken = new Map<string, Place>();
	return files.flatMap((catalog, index) => {
		const rootId = index === 0 ? defaultRootId(catalog, report) : rootIdOf(catalog, taken, report);
		if (rootId === undefined) return [];
		const own = new Map(catalog.attributes);
		for (const name of ['RootId', ...FILE_ATTRIBUTES] as const) own.delete(name);
		return {
			...{ rootId, files: catalog },
			attributes: manifestAttributes(own, catalog, report),
			records: mergeRecords(catalog, report),
		};
	});
}

function defaultRootId({ attributes }: CatalogFiles, report: Report): string {
	const named = attributes.get('RootId');
	if (named !== undefined && named.value !== '') {
		report.error(
			named.place,
			`found RootId=${named.value} in the first file; expected the default catalog first, which has no RootId`,
		);
	}
	return DEFAULT_CATALOG;
}

function rootIdOf(
	{ file, attributes }: CatalogFiles,
	taken: Map<string, Place>,
	report: Report,
): string | undefined {
	const { value: rootId = '', place = { file } } = attributes.get('RootId') ?? {};
	const twin = taken.get(rootId);
	if (rootId === '') {
		report.error(place, 'expected a RootId; only the default catalog, which is named first, has none');
	} else if (rootId === DEFAULT_CATALOG) {
		report.error(
			place,
			`the manifest calls the default catalog "${DEFAULT_CATALOG}"; expected another RootId`,
		);
	} else if (twin !== undefined) {
		report.error(place, `RootId=${rootId} is taken by ${twin.file}; expected a RootId for each catalog`);
	} else {
		taken.set(rootId, place);
		return rootId;
	}
	return undefined;
}

/** Two pages disagree about an id that is in both tables; `r-id-svg.md` says expressly that the image wins. */
function mergeRecords({ images, svgs }: CatalogFiles, report: Report): RecordTable {
	for (const [id, svg] of svgs) {
		if (images.has(id))
			report.warn(svg.place, `${JSON.stringify(id)} is left out: an image record has this Id`);
		else images.set(id, svg);
	}
	return images;
}

/** The catalogs in the manifest's form. @param imported the default catalog first */
export function manifestCatalogs(imported: readonly ImportedCatalog[]): Record<string, object> {
	const rootPath = imported[0]?.attributes.get('RootPath');
	return Object.fromEntries(
		imported.map(({ rootId, attributes, records, files }) => [
			rootId,
			withoutAbsent({
				attributes: table(attributes),
				records: table(records),
				macros: unlessEmpty(
					Object.fromEntries([...files.macros.values()].map(({ value }) => [value.name, value.definition])),
				),
				fonts: unlessEmpty(manifestFonts(files.fonts, (attributes.get('RootPath') ?? rootPath)?.value)),
				staticContent: table(files.staticContent),
				profiles: table(files.profiles),
				rules: files.rules.length > 0 ? files.rules.map(({ value }) => value) : undefined,
			}),
		]),
	);
}

function table(entries: ReadonlyMap<string, Placed<unknown>>): object | undefined {
	return unlessEmpty(Object.fromEntries([...entries].map(([key, { value }]) => [key, value])));
}

export interface Origin {
	readonly place: Place;
	/** what it is there, e.g. `BkgColor` */
	readonly name: string;
}

/**
 * Where something in the manifest was read.
 * @param path JSON path, e.g. `$.catalogs.Acme.records["no-image"].Path`
 * @returns undefined if it comes from no file
 */
export function originOf(path: string, imported: readonly ImportedCatalog[]): Origin | undefined {
	let origin: (Origin & { readonly length: number }) | undefined;
	for (const catalog of imported) {
		for (const [keys, place] of placesOf(catalog)) {
			const start = jsonPath(['catalogs', catalog.rootId, ...keys]);
			const rest = path.slice(start.length);
			const isHere = path.startsWith(start) && /^($|[.[])/.test(rest);
			if (!isHere || start.length <= (origin?.length ?? 0)) continue;
			const own = keys.findLast((key) => typeof key === 'string') ?? 'RootId';
			const name = rest === '' ? own : rest.replace(/^\./, '');
			origin = { place, name, length: start.length };
		}
	}
	return origin;
}

function* placesOf({
	attributes,
	records,
	files,
}: ImportedCatalog): Generator<[keys: readonly (string | number)[], Place]> {
	yield [[], files.attributes.get('RootId')?.place ?? { file: files.file }];
	const tables = { attributes, records, staticContent: files.staticContent, profiles: files.profiles };
	for (const [name, entries] of Object.entries(tables)) {
		for (const [key, { place }] of entries) yield [[name, key], place];
	}
	for (const { value, place } of files.macros.values()) yield [['macros', value.name], place];
	for (const [name, styles] of files.fonts) {
		for (const [style, { place }] of styles) {
			yield [['fonts', name], place];
			yield [['fonts', name, style], place];
		}
	}
	for (const [index, { place, places }] of files.rules.entries()) {
		yield [['rules', index], place];
		for (const [keys, of] of places) yield [['rules', index, ...keys], of];
	}
}

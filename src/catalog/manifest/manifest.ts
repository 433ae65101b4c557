import type { Manifest } from '../schema/manifest-schema.js';
import { MAX_ISSUES } from '../schema/schema-parts.js';
import { parseJson } from './json-text.js';
import { ManifestError, type Notice } from './manifest-error.js';
import { ruleFaults } from './rule-faults.js';
import { templateFaults } from './template-faults.js';
import { validateManifest } from './validate-manifest.js';

export type { Manifest } from '../schema/manifest-schema.js';
export type { Rule } from '../schema/rule-schema.js';

/** One image server that is watched. */
export type Server = Manifest['servers'][number];
/** RootId -> catalog, as the manifest holds them: records, rules and fonts included. */
export type ManifestCatalogs = Manifest['catalogs'];
export type ManifestCatalog = ManifestCatalogs[string];
export type Policy = Manifest['policy'];

/** How thoroughly a manifest is looked at. */
export interface ManifestOptions {
	/**
	 * How many different texts of commands (`Modifier`, `PostModifier`, macros) are tried out; default 500,
	 * which takes some milliseconds. A tool with more time than a worker may pass `Infinity`.
	 */
	readonly templates?: number;
}

/**
 * Reads a manifest and fills in what it leaves out.
 * @param json the text of the file, or the value it was already parsed to
 * @throws ManifestError if it is no JSON, breaks the schema or has a template that cannot work
 */
export function parseManifest(json: unknown, options?: ManifestOptions): Manifest {
	const steps = manifestSteps(json, options);
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

/**
 * `parseManifest` in small steps, for those who must not be kept from other work. Only the reading of JSON
 * text is one step, however long it is.
 * @throws ManifestError
 */
export function* manifestSteps(
	json: unknown,
	{ templates = 500 }: ManifestOptions = {},
): Generator<undefined, Manifest> {
	const value = typeof json === 'string' ? parseJson(json) : json;
	yield;
	const manifest = yield* validateManifest(value);
	const issues: Notice[] = [];
	for (const issue of commandFaults(manifest, templates)) {
		if (issue === undefined) yield;
		else if (issues.push(issue) === MAX_ISSUES) break;
	}
	if (issues.length > 0) throw new ManifestError(issues);
	return manifest;
}

/** What the types cannot say: commands and expressions that do not work. Now and then nothing: a pause. */
function* commandFaults({ catalogs }: Manifest, templates: number): Generator<Notice | undefined> {
	yield* templateFaults(catalogs, templates);
	yield* ruleFaults(catalogs);
}

import * as v from 'valibot';
import { parseJson } from './json-text.js';
import { jsonPath, ManifestError } from './manifest-error.js';
import { type Manifest, manifestSchema } from './manifest-schema.js';
import { MAX_ISSUES } from './schema-parts.js';

export type { Manifest } from './manifest-schema.js';
export type { Rule } from './rule-schema.js';

/** One image server that is watched. */
export type Server = Manifest['servers'][number];
/** RootId -> catalog, as the manifest holds them: records, rules and fonts included. */
export type ManifestCatalogs = Manifest['catalogs'];
export type ManifestCatalog = ManifestCatalogs[string];
export type Policy = Manifest['policy'];

/**
 * Reads a manifest and fills in what it leaves out.
 * @param json the text of the file, or the value it was already parsed to
 * @throws ManifestError if it is no JSON, breaks the schema or has a template that cannot work
 */
export function parseManifest(json: unknown): Manifest {
	const result = v.safeParse(manifestSchema, typeof json === 'string' ? parseJson(json) : json);
	if (!result.success) {
		throw new ManifestError(
			result.issues.slice(0, MAX_ISSUES).map(({ path, message }) => ({
				path: jsonPath((path ?? []).map(({ key }) => key)),
				message,
			})),
		);
	}
	return result.output;
}

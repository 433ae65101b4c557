import { toJsonSchema } from '@valibot/to-json-schema';
import { manifestSchema } from './manifest-schema.js';

/**
 * The JSON Schema of the manifest, for editors. What JSON Schema cannot say, e.g. that a URL is an
 * origin, stands in a description there and is checked by `parseManifest`.
 */
export function manifestJsonSchema(): Readonly<Record<string, unknown>> {
	const schema = toJsonSchema(manifestSchema, {
		typeMode: 'input',
		ignoreActions: ['check'],
	});
	return { ...schema, title: 'image-understudy manifest' };
}

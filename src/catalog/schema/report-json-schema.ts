import { toJsonSchema } from '@valibot/to-json-schema';
import { reportSchema } from './report-schema.js';

/** The JSON Schema of the reports, for whoever receives them. */
export function reportJsonSchema(): Readonly<Record<string, unknown>> {
	return { ...toJsonSchema(reportSchema), title: 'image-understudy report' };
}

import type { Columns, Row } from './data-file.js';
import type { Placed } from './place.js';
import type { Report } from './report.js';

export const MACRO_COLUMNS: Columns = { required: ['Name', 'Definition'], optional: [] };

export interface ImportedMacro {
	/** as it is written */
	readonly name: string;
	readonly definition: string;
}

/** Name in lower case, as macros compare (`r-name-macro.md`) -> the last row of that name. */
export type MacroTable = Map<string, Placed<ImportedMacro>>;

/**
 * A definition may call only macros defined before it in its own file or in the default catalog's
 * (`r-definition-macro.md`); other calls stand for nothing.
 */
export function addMacro(
	macros: MacroTable,
	{ fields, place }: Row,
	defaults: ReadonlyMap<string, unknown> | undefined,
	report: Report,
): void {
	const { Name = '', Definition = '' } = fields;
	for (const command of Definition.split('&')) {
		const [, called] = /^\$([\w.-]+)\$$/.exec(command) ?? [];
		const key = called?.toLowerCase();
		if (key === undefined || macros.has(key) || defaults?.has(key)) continue;
		report.warn(
			place,
			`$${called}$ is a macro that is not defined before ${Name}, nor in the default catalog`,
		);
	}
	const key = Name.toLowerCase();
	// a later row also takes a later position: what it calls has to be above it
	macros.delete(key);
	macros.set(key, { value: { name: Name, definition: Definition }, place });
}

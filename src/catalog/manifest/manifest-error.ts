import { shortened } from '../schema/schema-parts.js';

/** Something wrong in a manifest, or worth a warning. */
export interface Notice {
	/** JSON path, e.g. `$.servers[0].origin` or `$.catalogs.Acme.records["no-image"].Path` */
	readonly path: string;
	/** one sentence: what was found, and what is right */
	readonly message: string;
}

const SHOWN = 3;

/** A manifest that cannot be used. The message names the first few faults, one a line. */
export class ManifestError extends Error {
	override readonly name = 'ManifestError';
	/** at least one, at most 20 */
	readonly issues: readonly Notice[];

	constructor(issues: readonly Notice[], options?: ErrorOptions) {
		const lines = issues.slice(0, SHOWN).map(({ path, message }) => `${path}: ${message}`);
		if (issues.length > SHOWN) lines.push(`and ${issues.length - SHOWN} more`);
		super(lines.join('\n'), options);
		this.issues = issues;
	}
}

/** `['servers', 0, 'no-image']` -> `$.servers[0]["no-image"]`; long keys are shortened. */
export function jsonPath(keys: readonly unknown[]): string {
	const parts = keys.map((key) => {
		if (typeof key === 'number') return `[${key}]`;
		const name = shortened(String(key));
		return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
	});
	return `$${parts.join('')}`;
}

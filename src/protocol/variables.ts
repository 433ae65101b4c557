import { encodeUnpaired } from './delimiters.js';
import { decodeElement } from './encoding.js';
import type { Budget } from './limits.js';
import { type Modifier, readModifier } from './modifier.js';

/** Variable name in lower case -> value, still percent-encoded. */
export type VariableScope = ReadonlyMap<string, string>;

const REFERENCE = /\$([\w.-]+)\$/g;

/** Where a value is spliced in, which decides about its encoding. */
export type SubstitutionContext =
	/** a value that is decoded once afterwards */
	| 'value'
	/** the text of a nested request: what looks like a reference there must stay as it is */
	| 'nested'
	/** the URL of a foreign image, which is sent as it stands */
	| 'foreign';

/** The definitions (`$name=value`) among modifiers; the last one of a name counts. */
export function definedVariables(modifiers: readonly Modifier[]): VariableScope {
	const scope = new Map<string, string>();
	for (const modifier of modifiers) {
		const content = readModifier(modifier);
		if (content.type === 'variable') scope.set(content.name, content.value);
	}
	return scope;
}

/** The variables that a request may refer to (`r-is-http-substitution-variables.md`). */
export class Variables {
	/** @param scopes the first one that defines a name decides */
	constructor(
		readonly scopes: readonly VariableScope[],
		readonly budget: Budget,
	) {}

	get(name: string): string | undefined {
		for (const scope of this.scopes) {
			const value = scope.get(name);
			if (value !== undefined) return value;
		}
		return undefined;
	}

	/** With further definitions that give way to all others. */
	withDefaults(scope: VariableScope): Variables {
		return scope.size === 0 ? this : new Variables([...this.scopes, scope], this.budget);
	}

	/**
	 * Replaces every `$name$` that is defined; all others stay. Values are not searched again, so
	 * there is no recursion. Once the budget is spent, references stay too.
	 */
	substitute(text: string, context: SubstitutionContext): string {
		if (!text.includes('$')) return text;
		return text.replace(REFERENCE, (reference, name: string) => {
			const value = this.get(name.toLowerCase());
			if (value === undefined || !this.budget.spend(value.length)) return reference;
			if (context === 'nested') return encodeUnpaired(value).replaceAll('$', '%24');
			return context === 'foreign' ? decodeElement(value) : value;
		});
	}
}

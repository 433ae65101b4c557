import { type CatalogData, type Catalogs, DEFAULT_CATALOG } from './catalogs.js';
import type { Budget } from './limits.js';
import { type Modifier, readModifier } from './modifier.js';
import type { ProblemList } from './problem-list.js';
import { splitModifiers } from './split-modifiers.js';

/** What the expansion of macros needs to know. */
export interface MacroContext {
	readonly catalogs: Catalogs;
	/** macros of this catalog come first, then those of the default catalog */
	readonly catalog: string;
	readonly budget: Budget;
	/** how deep macros may call macros */
	readonly depth: number;
	readonly problems: ProblemList;
}

/**
 * Puts the commands of each macro in the place of its call (`r-is-http-command-macros.md`).
 * A macro that calls itself, however indirectly, contributes nothing where it does so.
 */
export function expandMacros(modifiers: readonly Modifier[], context: MacroContext): Modifier[] {
	return modifiers.flatMap((modifier) => expand(modifier, context, []));
}

function expand(modifier: Modifier, context: MacroContext, callers: readonly string[]): Modifier[] {
	const content = readModifier(modifier);
	if (content.type !== 'macro') return [modifier];
	const { problems } = context;
	const definition = findMacro(context.catalogs, context.catalog, content.name);
	if (definition === undefined) {
		problems.warn('undefined-macro', `There is no macro of the name ${content.name}.`, modifier);
		return [modifier];
	}
	if (callers.includes(content.name)) {
		problems.error('undefined-macro', `The macro ${content.name} calls itself.`, modifier);
		return [];
	}
	if (callers.length >= context.depth || !context.budget.spend(definition.length + 1)) {
		problems.error(
			'too-large',
			`The macro ${content.name} was left out: the expansion grows too large.`,
			modifier,
		);
		return [];
	}
	return splitModifiers(definition, undefined).flatMap((inner) =>
		expand(inner, context, [...callers, content.name]),
	);
}

type Macros = NonNullable<CatalogData['macros']>;

/** Names of macros compare without case; the index of a catalog is made once. */
const indexes = new WeakMap<Macros, ReadonlyMap<string, string>>();

function indexOf(macros: Macros): ReadonlyMap<string, string> {
	const known = indexes.get(macros);
	if (known) return known;
	const index = new Map(Object.entries(macros).map(([name, definition]) => [name.toLowerCase(), definition]));
	indexes.set(macros, index);
	return index;
}

/** The catalog's own macros come before those of the default catalog. */
function findMacro(catalogs: Catalogs, catalog: string, name: string): string | undefined {
	for (const rootId of [catalog, DEFAULT_CATALOG]) {
		const macros = Object.hasOwn(catalogs, rootId) ? catalogs[rootId]?.macros : undefined;
		const definition = macros && indexOf(macros).get(name);
		if (definition !== undefined) return definition;
	}
	return undefined;
}

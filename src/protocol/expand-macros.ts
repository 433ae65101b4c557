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
 * Puts the commands of each macro in the place of its call (`r-is-http-command-macros.md`). Definitions call
 * macros of their own catalog, then of the default catalog; so one may widen its namesake there. A macro
 * that calls itself, however indirectly, contributes nothing where it does so.
 */
export function expandMacros(modifiers: readonly Modifier[], context: MacroContext): Modifier[] {
	const mayCall = modifiers.some(({ text }) => text.startsWith('$'));
	return mayCall ? modifiers.flatMap((modifier) => expand(modifier, context, [])) : [...modifiers];
}

function expand(modifier: Modifier, context: MacroContext, callers: readonly string[]): Modifier[] {
	const content = readModifier(modifier);
	if (content.type !== 'macro') return [modifier];
	const { problems } = context;
	const found = findMacros(context.catalogs, context.catalog, content.name);
	if (found.length === 0) {
		problems.warn('undefined-macro', `There is no macro of the name ${content.name}.`, modifier);
		return [modifier];
	}
	const macro = found.find(({ key }) => !callers.includes(key));
	if (macro === undefined) {
		problems.error('undefined-macro', `The macro ${content.name} calls itself.`, modifier);
		return [];
	}
	const { rootId, key, definition } = macro;
	if (callers.length >= context.depth || !context.budget.spend(definition.length + 1)) {
		problems.error(
			'too-large',
			`The macro ${content.name} was left out: the expansion grows too large.`,
			modifier,
		);
		return [];
	}
	return splitModifiers(definition, undefined).flatMap((inner) =>
		expand(inner, { ...context, catalog: rootId }, [...callers, key]),
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

interface Macro {
	readonly rootId: string;
	/** tells macros of one name in two catalogs apart */
	readonly key: string;
	readonly definition: string;
}

/** The catalog's own macro comes before that of the default catalog. */
function findMacros(catalogs: Catalogs, catalog: string, name: string): Macro[] {
	return [...new Set([catalog, DEFAULT_CATALOG])].flatMap((rootId) => {
		const macros = Object.hasOwn(catalogs, rootId) ? catalogs[rootId]?.macros : undefined;
		const definition = macros && indexOf(macros).get(name);
		return definition === undefined ? [] : [{ rootId, key: `${rootId}\n${name}`, definition }];
	});
}

import type { Catalogs } from './catalogs.js';
import { decodeValue } from './encoding.js';
import { findObject, type Lookup } from './find-object.js';
import type { ImageObject } from './image-request.js';
import { type Translate, translation, untranslated } from './locale.js';
import { type Modifier, readModifier } from './modifier.js';
import type { ProblemList } from './problem-list.js';
import type { Variables } from './variables.js';

/** Ids are translated for `locale=`, wherever in the query it stands. */
export function localize(
	modifiers: readonly Modifier[],
	variables: Variables,
	catalog: string,
	catalogs: Catalogs,
	problems: ProblemList,
): Translate {
	const last = lastCommand(modifiers, 'locale');
	const translate = translation(
		catalogs,
		catalog,
		last && decodeValue(variables.substitute(last.value, 'value')),
	);
	if (translate) return translate;
	const where = last?.modifier ?? { text: '', position: undefined };
	problems.error('invalid-value', 'The catalog has no rule for this locale.', where);
	return untranslated;
}

/** The record that `template=` names; it must be known before its body can be read. */
export function findTemplate(
	modifiers: readonly Modifier[],
	variables: Variables,
	catalog: string,
	lookup: Lookup,
	translate: Translate,
): ImageObject | undefined {
	const last = lastCommand(modifiers, 'template');
	if (!last) return undefined;
	const specifier = decodeValue(variables.substitute(last.value, 'value'));
	if (specifier === '' || specifier.includes(',')) return undefined;
	return findObject(specifier, catalog, lookup, translate);
}

function lastCommand(
	modifiers: readonly Modifier[],
	wanted: string,
): { readonly modifier: Modifier; readonly value: string } | undefined {
	for (const modifier of modifiers.toReversed()) {
		const content = readModifier(modifier);
		if (content.type === 'command' && content.name.toLowerCase() === wanted) {
			return { modifier, value: content.value };
		}
	}
	return undefined;
}

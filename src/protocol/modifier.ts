/** A piece of a query between two `&`, or any other piece that a problem may point to. */
export interface Modifier {
	/** as written */
	readonly text: string;
	/** where it begins in the URL; undefined if it came from a record, a macro or a variable */
	readonly position: number | undefined;
	/** a delimiter in it is never closed, so it swallowed the rest of the query */
	readonly unclosed?: true;
}

/** What a modifier is (`r-basic-syntax.md`); names are in lower case. */
export type ModifierContent =
	| { readonly type: 'macro'; readonly name: string }
	| { readonly type: 'variable'; readonly name: string; readonly value: string }
	| { readonly type: 'command'; readonly name: string; readonly value: string; readonly valueStart: number };

const MACRO = /^\$([\w.-]+)\$$/;
const VARIABLE = /^\$([\w.-]+)(?:=|$)/;

/** Tells macro call, variable definition and command apart. A command without `=` has an empty value. */
export function readModifier({ text }: Modifier): ModifierContent {
	if (text.startsWith('$')) {
		const macro = MACRO.exec(text)?.[1];
		if (macro) return { type: 'macro', name: macro.toLowerCase() };
		const [head = '', variable] = VARIABLE.exec(text) ?? [];
		if (variable) return { type: 'variable', name: variable.toLowerCase(), value: text.slice(head.length) };
	}
	const equals = text.indexOf('=');
	const valueStart = equals < 0 ? text.length : equals + 1;
	const name = equals < 0 ? text : text.slice(0, equals);
	return { type: 'command', name, value: text.slice(valueStart), valueStart };
}

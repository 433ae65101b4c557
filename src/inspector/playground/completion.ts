import { COMMAND_NAMES, type CommandName, commandRecord } from '../../protocol/commands.js';

/** What may stand at the caret. */
export interface Suggestion {
	/** the whole piece, e.g. `size=` or `$thumb$` */
	readonly insert: string;
	readonly summary: string;
	/** what a right value looks like; empty for macros */
	readonly form: string;
	readonly support: 'full' | 'partial' | 'none';
}

export interface Completion {
	/** where the piece begins that is replaced, in the text */
	readonly start: number;
	readonly end: number;
	readonly suggestions: readonly Suggestion[];
}

const MAX_SUGGESTIONS = 8;

/** Most-used first among equals: templates begin with these. */
const FREQUENT: readonly CommandName[] = [
	'size',
	'color',
	'layer',
	'text',
	'src',
	'pos',
	'origin',
	'bgc',
	'wid',
	'hei',
];

/**
 * The commands and macros that continue what stands before the caret. A command is completed while its name is
 * written, not within its value.
 *
 * @param macros names of the macros of the catalog
 */
export function complete(text: string, caret: number, macros: readonly string[]): Completion {
	const before = text.slice(0, caret);
	const start = Math.max(...['&', '\n', '?', '('].map((mark) => before.lastIndexOf(mark))) + 1;
	const indent = /^[\t ]*/.exec(before.slice(start))?.[0].length ?? 0;
	const written = before.slice(start + indent);
	const place = { start: start + indent, end: caret };
	if (written.includes('=') || /\s/.test(written)) return { ...place, suggestions: [] };
	const candidates = written.startsWith('$') ? macroSuggestions(macros) : commandSuggestions();
	const wanted = written.toLowerCase();
	const suggestions = candidates
		.filter(({ insert }) => insert.toLowerCase().startsWith(wanted))
		.slice(0, MAX_SUGGESTIONS);
	return { ...place, suggestions };
}

function commandSuggestions(): Suggestion[] {
	const names = [...new Set([...FREQUENT, ...COMMAND_NAMES])];
	return names.flatMap((name) => {
		const { summary, support, type, normalised } = commandRecord(name);
		const plain = { insert: `${name}=`, summary, form: type.form, support };
		return normalised ? [plain, { ...plain, insert: `${name}N=`, form: normalised.form }] : [plain];
	});
}

function macroSuggestions(macros: readonly string[]): Suggestion[] {
	return macros.map((name) => {
		return { insert: `$${name}$`, summary: 'Macro of the catalog.', form: '', support: 'full' };
	});
}

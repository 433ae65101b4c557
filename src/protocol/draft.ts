import type { CommandName, Spelling } from './commands.js';
import type { Leftover } from './image-request.js';
import type { Modifier } from './modifier.js';
import type { Variables } from './variables.js';

/** A command on its way to its value: which, where from, and the text that has not been read yet. */
export interface Assignment {
	readonly spelling: Spelling;
	/** as written, still encoded, references and all */
	readonly value: string;
	/** where the value begins in the modifier's text, in characters */
	readonly valueStart: number;
	readonly modifier: Modifier;
	readonly variables: Variables;
	/** where to keep the modifier if the value cannot be read; undefined: it is not from the query */
	readonly segment: string | undefined;
}

/** The last of these that is written decides what the layer is. */
const SOURCES: readonly CommandName[] = ['src', 'text', 'textPs'];

/** The commands of one layer, one effect, the composite or the request: one slot each. */
export class Slots {
	readonly #assignments = new Map<CommandName, Assignment>();

	get(name: CommandName): Assignment | undefined {
		return this.#assignments.get(name);
	}

	/** The command that decides what the layer shows, if one is given. */
	get source(): Assignment | undefined {
		return SOURCES.map((name) => this.#assignments.get(name)).find((assignment) => assignment);
	}

	get assignments(): Iterable<Assignment> {
		return this.#assignments.values();
	}

	/** @param override false: only fill what is still empty */
	set(assignment: Assignment, override: boolean): void {
		const { name } = assignment.spelling;
		const rivals = SOURCES.includes(name) ? SOURCES : [name];
		if (!override && rivals.some((rival) => this.#assignments.has(rival))) return;
		for (const rival of rivals) this.#assignments.delete(rival);
		this.#assignments.set(name, assignment);
	}
}

/** What commands may be written to: the composite or a layer, each with its effects. */
export class LayerDraft {
	readonly names: string[] = [];
	readonly slots = new Slots();
	readonly effects = new Map<number, Slots>();

	constructor(readonly number: number | 'comp') {}

	effect(number: number): Slots {
		const slots = this.effects.get(number) ?? new Slots();
		this.effects.set(number, slots);
		return slots;
	}
}

/** A request while its commands are being sorted, before any value is read. */
export class Draft {
	readonly request = new Slots();
	readonly composite = new LayerDraft('comp');
	readonly layers = new Map<number, LayerDraft>();
	readonly named = new Map<string, LayerDraft>();
	readonly leftovers: Leftover[] = [];

	layer(number: number): LayerDraft {
		const layer = this.layers.get(number) ?? new LayerDraft(number);
		this.layers.set(number, layer);
		return layer;
	}
}

/** Keeps a modifier that came to nothing, if it stood in the query. */
export function keepLeftover(draft: Draft, modifier: Modifier, segment: string | undefined): void {
	if (segment !== undefined) draft.leftovers.push({ segment, text: modifier.text });
}

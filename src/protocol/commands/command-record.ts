import type { ValueType } from '../value-types/value-type.js';

/** What a layer command acts on when it stands before any `layer=`, or after `layer=comp`. */
export type CompTarget = 'layer0' | 'composite' | 'view' | 'ignored';

/** All there is to know about one command. */
export interface CommandRecord<T> {
	/**
	 * `request` and `view` commands act on the whole request wherever they stand, `layer` commands
	 * on the layer in whose segment they stand, `segment` commands begin a segment.
	 */
	readonly scope: 'request' | 'view' | 'layer' | 'segment';
	/** of `layer` commands */
	readonly atComp?: CompTarget;
	/** of `layer` commands: effect layers heed it too */
	readonly effects?: true;
	/** the value is read before it is percent-decoded, because it holds requests of its own */
	readonly encoded?: true;
	readonly type: ValueType<T>;
	/** of commands with a normalised spelling, e.g. `sizeN`: how that is read. Both fill one slot. */
	readonly normalised?: ValueType<T>;
	/** as `atComp`, of the normalised spelling where that differs; holds for layer 0 as well */
	readonly normalisedAtComp?: 'error';
	/** what `type` is called in the documentation besides */
	readonly alias?: string;
	/** what counts when it is not given, in the command's own notation or in words */
	readonly default: string;
	/** within `src=is(...)` */
	readonly nested: 'honoured' | 'ignored';
	/** how far a browser can honour it */
	readonly support: 'full' | 'partial' | 'none';
	/** of commands that are not honoured in full: each thing that is not done, at least one */
	readonly shortfalls?: readonly Shortfall<T>[];
	/** page of the documentation */
	readonly page: string;
	readonly summary: string;
}

/** Something that a command asks for and that is not done as documented. */
export interface Shortfall<T> {
	/** what happens instead; completes the sentence "icc= has no effect here: …" */
	readonly instead: string;
	/** the values that ask for it; absent: all do */
	when?(value: T): boolean;
	/** it depends on more than the value, so that only the renderer knows when to tell of it */
	readonly whenDrawn?: true;
}

/** Keeps the value's type while the record is checked; `nested` is `honoured` unless it says otherwise. */
export function command<T>(
	record: Omit<CommandRecord<T>, 'nested'> & Partial<Pick<CommandRecord<T>, 'nested'>>,
): CommandRecord<T> {
	return { nested: 'honoured', ...record };
}

import type { Draft, LayerDraft } from './draft.js';
import type { Limits } from './limits.js';
import type { Modifier } from './modifier.js';
import type { ProblemList } from './problem-list.js';
import type { Variables } from './variables.js';

/** Modifiers of one origin: the query, a `Modifier` or a `PostModifier`. */
export interface ModifierGroup {
	readonly modifiers: readonly Modifier[];
	readonly variables: Variables;
	/** true: later than what is there, replaces it; false: only fills what is still empty */
	readonly override: boolean;
	/** the query itself: what comes to nothing is kept */
	readonly isQuery: boolean;
	/** the group is of the record of this layer's image: it may address no other */
	readonly layer?: LayerDraft;
}

/** How commands are to be sorted. */
export interface SortContext {
	readonly draft: Draft;
	readonly problems: ProblemList;
	readonly limits: Limits;
	/** within `is(...)` some commands do not count */
	readonly nested: boolean;
	/** in a watermark record `sizeN=` and `blendMode=` count at layer 0 too */
	readonly watermark: boolean;
}

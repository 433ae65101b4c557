import type { CatalogRecord, RecordKey } from './catalogs.js';
import type { CommandValues } from './commands.js';
import type { Problem } from './problem.js';
import type { TextDocument } from './text-document.js';

/**
 * A request to the image server, understood: every value typed, macros expanded, variables
 * substituted, records included (`Modifier` < request < `PostModifier`).
 */
export interface ImageRequest {
	/** the string that was parsed, as given */
	readonly url: string;
	/** `/is/image` or `/is/content`; undefined: the URL has neither */
	readonly context: 'image' | 'content' | undefined;
	/** the path object, decoded (`Acme/shoes/red`); undefined if the path names none */
	readonly object: ImageObject | undefined;
	/** what `template=` names; undefined: it is not given */
	readonly template: ImageObject | undefined;
	/** RootId of the main catalog: the one the path names, else `default` */
	readonly catalog: string;
	/** commands for the whole request and for the view, wherever they stood */
	readonly commands: RequestCommands;
	/** commands that act on the composite of all layers */
	readonly composite: LayerCommands;
	/** effects of the composite: ascending by number, never 0 */
	readonly compositeEffects: readonly Effect[];
	/** ascending by number; layer 0 is always there */
	readonly layers: readonly Layer[];
	/** variables that the query defines: name in lower case -> value, still percent-encoded */
	readonly variables: Readonly<Record<string, string>>;
	/** modifiers of the query without effect, or without the full one: unknown commands, bad values */
	readonly leftovers: readonly Leftover[];
	/** every record that was looked for, found or not, in order of search */
	readonly lookups: readonly RecordKey[];
	readonly problems: readonly Problem[];
}

/** Values of the commands with scope `request` or `view`; absent means not given. */
export type RequestCommands = Partial<Omit<CommandValues, SourceCommand>>;
/** Values of the commands with scope `layer`; absent means not given. */
export type LayerCommands = Partial<Omit<CommandValues, SourceCommand>>;
/** Commands that tell where pixels come from; they are read into `source` and `mask`. */
export type SourceCommand = 'src' | 'mask' | 'text' | 'textPs';

/** A layer with all its commands, whichever segments they stood in. */
export interface Layer {
	readonly number: number;
	readonly names: readonly string[];
	readonly source: LayerSource;
	/** from `mask=`; absent: that of the record, else the alpha of the source */
	readonly mask?: MaskSource;
	readonly commands: LayerCommands;
	/** ascending by number; never 0 */
	readonly effects: readonly Effect[];
}

/** An effect layer; its size and origin are its parent's. */
export interface Effect {
	readonly number: number;
	readonly commands: LayerCommands;
}

/** A modifier that is kept although nothing, or not what it asks for, could be made of it. */
export interface Leftover {
	/**
	 * the segment it stood in, e.g. `layer=1&effect=-1`; `''` before any `layer=`. A segment that
	 * addresses no layer is itself the first that is kept of it.
	 */
	readonly segment: string;
	/** as written */
	readonly text: string;
}

/** Where a layer's pixels come from. */
export type LayerSource =
	| { readonly type: 'image'; readonly object: ImageObject }
	| { readonly type: 'nested'; readonly request: ImageRequest }
	| { readonly type: 'foreign'; readonly url: string }
	/** needs a renderer that no browser has (`ir`, `fxg`): recognised, kept, not rendered */
	| { readonly type: 'unsupported'; readonly renderer: 'ir' | 'fxg'; readonly text: string }
	| { readonly type: 'text'; readonly renderer: 'text' | 'textPs'; readonly document: TextDocument }
	| { readonly type: 'solid' }
	| { readonly type: 'none' };

/** Where a layer's mask comes from. */
export type MaskSource = Extract<
	LayerSource,
	{ readonly type: 'image' | 'nested' | 'foreign' | 'unsupported' }
>;

/** An object of the documentation: a catalog entry, or a file path where no entry was found. */
export interface ImageObject {
	/** as written, decoded */
	readonly specifier: string;
	/** the catalog it was found in, or in which it is to be sought */
	readonly rootId: string;
	/** the entry's id, or the path below that catalog */
	readonly id: string;
	/** undefined: no such record among the catalogs handed in */
	readonly record: CatalogRecord | undefined;
}

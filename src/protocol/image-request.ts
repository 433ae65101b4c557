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
	/** RootId of the main catalog: the one the path names, else `default` */
	readonly catalog: string;
	/** commands for the whole request and for the view, wherever they stood */
	readonly commands: RequestCommands;
	/** commands that act on the composite of all layers */
	readonly composite: LayerCommands;
	/** ascending by number; layer 0 is always there */
	readonly layers: readonly Layer[];
	/** every record that was looked for, found or not, in order of search */
	readonly lookups: readonly RecordKey[];
	readonly problems: readonly Problem[];
}

/** Values of the commands with scope `request` or `view`; absent means not given. */
export type RequestCommands = Partial<CommandValues>;
/** Values of the commands with scope `layer`; absent means not given. */
export type LayerCommands = Partial<CommandValues>;

export interface Layer {
	readonly number: number;
	readonly names: readonly string[];
	readonly source: LayerSource;
	readonly commands: LayerCommands;
	/** ascending by number; never 0 */
	readonly effects: readonly Effect[];
}

export interface Effect {
	readonly number: number;
	readonly commands: LayerCommands;
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

import type { Catalogs } from './catalogs.js';

/** A nested request as the rule set of its main catalog wants it to be read. */
export interface RewrittenRequest {
	/** `object?modifiers`, still percent-encoded */
	readonly request: string;
	/** with the attributes that rules set for this request */
	readonly catalogs: Catalogs;
	/** why the request is refused: then all that it is nested in is refused */
	readonly refused: string | undefined;
}

/**
 * Applies a rule set to a request between `is(` and `)`. Pure: equal arguments, equal results.
 * @param request `object?modifiers`, variables substituted, still percent-encoded
 * @param catalogs as they are in force around it
 */
export type RewriteNested = (request: string, catalogs: Catalogs) => RewrittenRequest;

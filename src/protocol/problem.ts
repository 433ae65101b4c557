/** What can be wrong with a piece of a request. A problem never stops the parser. */
export type ProblemCode =
	| 'not-image-serving'
	| 'unknown-command'
	| 'invalid-value'
	| 'not-permitted'
	/** the whole request is refused: by a rule of the shop, or for its lock, its obfuscation or a `..` */
	| 'refused'
	| 'undefined-macro'
	| 'undefined-layer'
	| 'unsupported'
	| 'too-large';

/** Something in a request that is not as the documentation wants it. */
export interface Problem {
	readonly code: ProblemCode;
	/** One sentence: what is wrong, and what would be right. */
	readonly message: string;
	/** The offending piece as written. */
	readonly piece: string;
	/** Where the piece begins in the URL, in characters; undefined if it came from a record or a macro. */
	readonly position?: number;
	/**
	 * `error`: the documentation answers such a request with an error.
	 * `warning`: it is ignored, or done here only in part.
	 */
	readonly severity: 'error' | 'warning';
}

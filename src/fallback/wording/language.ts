import type { FailureReason } from '../../messages.js';

/** Title and message of an error in one language; `{object}`, `{status}` and `{server}` are filled in. */
export interface Wording {
	readonly title: string;
	/** the detailed description of `ErrorDetail` 2 */
	readonly message: string;
}

/** All that is built in for one language. */
export interface Language {
	readonly wordings: Readonly<Record<FailureReason, Wording>>;
	/** `{server}` of a message if the server answered without a text; `{status}` is filled in */
	readonly answered: string;
	/** the same with a text, which is `{text}` */
	readonly answeredWith: string;
}

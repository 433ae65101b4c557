/** An expression that cannot be used; the message is a sentence for the author of the rule. */
export class PatternError extends Error {
	override readonly name = 'PatternError';
}

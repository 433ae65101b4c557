/**
 * The rules that a worker goes by are no longer stored: the database was deleted, was damaged, is
 * refused, or another worker has replaced them. What is in force now must be read or, if that is
 * nothing, installed again.
 */
export class RulesLostError extends Error {
	override readonly name = 'RulesLostError';

	constructor(generation: number, options?: ErrorOptions) {
		super(`The rules ${generation} are no longer stored.`, options);
	}
}

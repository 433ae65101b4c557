/** Bounds on what one request may cost; a hostile string is cut off there and answered with a problem. */
export interface Limits {
	/** layers of one request, layer 0 among them, and likewise effects of one layer */
	readonly layers: number;
	/** depth of `is(...)` within `is(...)`, and of macros within macros */
	readonly nesting: number;
	/** characters of one text layer, RTF included */
	readonly textLength: number;
	/** characters of the whole URL; of a longer one only the path is read */
	readonly urlLength: number;
	/** characters that macros, variables, records and nested requests may add, all together */
	readonly expansion: number;
}

/** Room for every real request, and little enough for a hostile one. */
export const DEFAULT_LIMITS: Limits = {
	layers: 64,
	nesting: 8,
	textLength: 20_000,
	urlLength: 1_000_000,
	expansion: 1_000_000,
};

/** Counts the characters that expansions add, over a request and everything nested in it. */
export class Budget {
	#left: number;

	constructor(characters: number) {
		this.#left = characters;
	}

	/** False once the allowance is used up: the expansion must then be left out. */
	spend(characters: number): boolean {
		this.#left -= characters;
		return this.#left >= 0;
	}
}

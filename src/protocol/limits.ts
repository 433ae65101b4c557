/** Bounds on what one request may cost; a hostile string is cut off there and answered with a problem. */
export interface Limits {
	/** layers of one request, layer 0 among them, and likewise effects of one layer */
	readonly layers: number;
	/** depth of `is(...)` within `is(...)`, and of macros within macros */
	readonly nesting: number;
	/** characters of one text layer, RTF included */
	readonly textLength: number;
	/** characters of all texts of a request and what is nested in it; never less than `textLength` */
	readonly texts: number;
	/** requests nested in a request, at all depths together */
	readonly nested: number;
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
	texts: 60_000,
	nested: 64,
	urlLength: 1_000_000,
	expansion: 1_000_000,
};

/** Counts what a request and everything nested in it may hold together. */
export class Budget {
	#expansion: number;
	#texts: number;
	#nested: number;

	constructor({ expansion, texts, textLength, nested }: Limits) {
		this.#expansion = expansion;
		this.#texts = Math.max(texts, textLength);
		this.#nested = nested;
	}

	/** False once the characters that expansions may add are used up: the expansion must then be left out. */
	spend(characters: number): boolean {
		this.#expansion -= characters;
		return this.#expansion >= 0;
	}

	/** False once texts of that many characters are used up: this one is then not read. */
	spendText(characters: number): boolean {
		this.#texts -= characters;
		return this.#texts >= 0;
	}

	/** False if there were enough nested requests. */
	nest(): boolean {
		return --this.#nested >= 0;
	}
}

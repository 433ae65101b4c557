/** Work of which only one piece is done at a time for each key. */
export class KeyedQueue {
	readonly #last = new Map<string, Promise<unknown>>();

	/** Whether something is done now, or waits for its turn. */
	isBusy(key: string): boolean {
		return this.#last.has(key);
	}

	/** Begins when all that was to be done for the key before is over, well or not. */
	async add<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
		const turn = Promise.resolve(this.#last.get(key)).then(work, work);
		this.#last.set(key, turn);
		try {
			return await turn;
		} finally {
			if (this.#last.get(key) === turn) this.#last.delete(key);
		}
	}
}

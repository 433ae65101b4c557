/** Work of which only one piece is done at a time for each key. */
export function createKeyedQueue() {
	const last = new Map<string, Promise<unknown>>();

	/** Whether something is done now, or waits for its turn. */
	const isBusy = (key: string) => last.has(key);

	/** Begins when all that was to be done for the key before is over, well or not. */
	const add = async <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
		const turn = Promise.resolve(last.get(key)).then(work, work);
		last.set(key, turn);
		try {
			return await turn;
		} finally {
			if (last.get(key) === turn) last.delete(key);
		}
	};

	return { isBusy, add };
}

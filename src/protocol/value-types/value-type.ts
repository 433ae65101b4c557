/** How the value of a command is read and written. */
export interface ValueType<T> {
	/** What a right value looks like; completes the sentence "wid= needs …". */
	readonly form: string;
	/**
	 * @param text the value, percent-decoded
	 * @param warn takes a sentence about something that was put right or left out
	 * @returns undefined if the text is no such value
	 */
	read(text: string, warn: (message: string) => void): T | undefined;
	/** The shortest text that `read` turns into an equal value. */
	write(value: T): string;
}

/** Another view of the same text: `into` after reading (undefined rejects), `from` before writing. */
export function mapped<A, B>(
	type: ValueType<A>,
	into: (value: A) => B | undefined,
	from: (value: B) => A,
	form = type.form,
): ValueType<B> {
	return {
		form,
		read(text, warn) {
			const value = type.read(text, warn);
			return value === undefined ? undefined : into(value);
		},
		write: (value) => type.write(from(value)),
	};
}

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

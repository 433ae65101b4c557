/** One command of the program: the dispatcher and the help text read these records, nothing else. */
export interface Command {
	readonly name: string;
	/** what follows the name, e.g. `DIR`; every command takes exactly one path */
	readonly argument: string;
	/** one line of the help text */
	readonly summary: string;
	/**
	 * @param path what was given for `argument`, relative to the current folder or absolute
	 * @returns the exit code: 0 done, 1 not
	 * @throws with a message for the user if a file cannot be read or written
	 */
	run(path: string, terminal: Terminal): Promise<number>;
}

/** Where a command writes, one call per line. */
export interface Terminal {
	readonly out: (line: string) => void;
	readonly error: (line: string) => void;
}

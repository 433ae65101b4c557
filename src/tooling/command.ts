/** One command of the program: the dispatcher and the help text read these records, nothing else. */
export interface Command {
	readonly name: string;
	/** what follows the name, e.g. `DIR` */
	readonly argument: string;
	/** takes one path or more; otherwise exactly one */
	readonly several?: true;
	/** one line of the help text */
	readonly summary: string;
	/** option name without its hyphens -> what it is */
	readonly options?: Readonly<Record<string, Option>>;
	/**
	 * @param path what was given for `argument`, relative to the current folder or absolute
	 * @param rest all of what was given, for commands that take options or more than one path
	 * @returns the exit code: 0 done, 1 not
	 * @throws with a message for the user if a file cannot be read or written
	 */
	run(path: string, terminal: Terminal, rest: Arguments): Promise<number>;
}

export interface Option {
	/** name of its value in the help text, e.g. `FILE`; absent: a switch without a value */
	readonly argument?: string;
	/** one line of the help text */
	readonly summary: string;
}

/** A command line that makes sense. */
export interface Arguments {
	/** at least one; more only if the command takes several */
	readonly paths: readonly string[];
	/** option name -> its values in the order given; a switch that is on has none */
	readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Where a command writes, one call per line. */
export interface Terminal {
	readonly out: (line: string) => void;
	readonly error: (line: string) => void;
	/** where something that changes, such as a progress bar, may be drawn; absent: nobody watches */
	readonly screen?: NodeJS.WritableStream;
}

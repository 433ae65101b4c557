/** One command of the program: the dispatcher and the help text read these records, nothing else. */
export interface Command {
	readonly name: string;
	/** what follows the name, e.g. `DIR` */
	readonly argument: string;
	/** takes one path or more; absent: exactly one */
	readonly several?: true;
	/** one line of the help text */
	readonly summary: string;
	/** options without a value, by name without hyphens -> one line of the help text */
	readonly switches?: Readonly<Record<string, string>>;
	/** options that take a value, by name without hyphens */
	readonly settings?: Readonly<Record<string, Setting>>;
	/**
	 * @param path what was given for `argument`, relative to the current folder or absolute
	 * @param switches those that are on
	 * @param rest for commands that take more than one path, or settings
	 * @returns the exit code: 0 done, 1 not
	 * @throws with a message for the user if a file cannot be read or written
	 */
	run(path: string, terminal: Terminal, switches: ReadonlySet<string>, rest: Rest): Promise<number>;
}

export interface Setting {
	/** name of its value in the help text, e.g. `FILE` */
	readonly argument: string;
	/** one line of the help text */
	readonly summary: string;
	/** true: without it the command line makes no sense; absent: it may be left out */
	readonly isRequired?: true;
}

export interface Rest {
	/** the paths after the first one */
	readonly paths: readonly string[];
	/** name of a setting -> its values in the order given; absent: not given */
	readonly settings: Readonly<Record<string, readonly string[]>>;
}

/** Where a command writes, one call per line. */
export interface Terminal {
	readonly out: (line: string) => void;
	readonly error: (line: string) => void;
	/** where something that changes, such as a progress bar, may be drawn; absent: nobody watches */
	readonly screen?: NodeJS.WritableStream;
	/** one line of somebody's answer; absent: nobody is there to answer */
	readonly ask?: (question: string) => Promise<string>;
}

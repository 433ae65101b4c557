import type { Terminal } from '../command.js';
import { describePlace, type Place } from './place.js';

/** Enough to see what is the matter; a faulty export of 100,000 rows has the same fault in each of them. */
const SHOWN = 20;

/** There is no point in reading on. The faults are in the report already. */
export class ImportStopped extends Error {
	override readonly name = 'ImportStopped';
}

/** What is told about the files, one line each: `file:line: error: what is wrong; what would be right`. */
export class Report {
	readonly #terminal: Terminal;
	readonly #warnings = new Map<string, number>();
	#errors = 0;

	constructor(terminal: Terminal) {
		this.#terminal = terminal;
	}

	get errors(): number {
		return this.#errors;
	}

	/** Something is left out or read in a way its author may not expect. */
	warn(place: Place, message: string): void {
		const count = (this.#warnings.get(place.file) ?? 0) + 1;
		this.#warnings.set(place.file, count);
		if (count <= SHOWN) this.#terminal.out(`${describePlace(place)}: warning: ${message}`);
	}

	/**
	 * No manifest can be made of this.
	 * @throws ImportStopped if there are many already
	 */
	error(place: Place, message: string): void {
		this.#errors++;
		this.#terminal.error(`${describePlace(place)}: error: ${message}`);
		if (this.#errors >= SHOWN) throw new ImportStopped();
	}

	/** @throws ImportStopped always: what follows in the file cannot be understood */
	fail(place: Place, message: string): never {
		this.error(place, message);
		throw new ImportStopped();
	}

	/** Says how many warnings were not shown. */
	close(): void {
		for (const [file, count] of this.#warnings) {
			if (count > SHOWN) this.#terminal.out(`${file}: warning: and ${count - SHOWN} more of this file`);
		}
	}
}

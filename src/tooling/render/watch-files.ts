import { type FSWatcher, watch } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';

/** Editors write a file in several steps: what follows within this time belongs to the same change. */
const SETTLE_MS = 80;

/** Calls back once for each change of any of its files, also of one that is replaced or is not there yet. */
export class FileWatch {
	readonly #folders = new Map<string, { readonly names: Set<string>; readonly watcher: FSWatcher }>();
	#timer: NodeJS.Timeout | undefined;

	constructor(readonly onChange: () => void) {}

	/** Watches a file besides those before; one whose folder is not there is left out. */
	add(path: string): void {
		const file = resolve(path);
		const folder = dirname(file);
		const names = this.#folders.get(folder)?.names;
		if (names) names.add(basename(file));
		else this.#watchFolder(folder, new Set([basename(file)]));
	}

	close(): void {
		clearTimeout(this.#timer);
		for (const { watcher } of this.#folders.values()) watcher.close();
		this.#folders.clear();
	}

	/** A watched file that an editor replaces would be lost; its folder stays. */
	#watchFolder(folder: string, names: Set<string>): void {
		try {
			const watcher = watch(folder, (_, name) => {
				if (name === null || names.has(name)) this.#settle();
			});
			watcher.on('error', () => {});
			this.#folders.set(folder, { names, watcher });
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
		}
	}

	#settle(): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(this.onChange, SETTLE_MS);
	}
}

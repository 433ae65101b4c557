import type { SubstituteKind } from '../../messages.js';
import { BoundedMap } from '../bounded-map.js';

const MAX_URLS = 1000;

interface BrokenSubstitute {
	readonly kind: SubstituteKind;
	readonly times: number;
	/** nothing has been done about the last time */
	readonly isNew: boolean;
}

/** Substitutes that the page itself could not show. Each is made anew once. */
export class BrokenSubstitutes {
	readonly #broken = new BoundedMap<string, BrokenSubstitute>(MAX_URLS);

	/** @param kind what was shown, and broke */
	add(url: string, kind: SubstituteKind): void {
		const before = this.#broken.get(url);
		// many images may tell of the same break before it is made anew
		const breaks = before?.isNew ? 0 : 1;
		const times = before?.kind === kind ? before.times + breaks : 1;
		this.#broken.set(url, { kind, times, isNew: true });
	}

	/**
	 * Whether what is kept as the substitute of this kind is of no use.
	 *
	 * @returns `anew`: it is to be made anew, said once; `useless`: that did not help, it is not to be tried again
	 */
	take(url: string, kind: SubstituteKind): 'anew' | 'useless' | undefined {
		const broken = this.#broken.get(url);
		if (broken?.kind !== kind) return undefined;
		if (broken.times > 1) return 'useless';
		if (!broken.isNew) return undefined;
		this.#broken.set(url, { ...broken, isNew: false });
		return 'anew';
	}

	delete(url: string): void {
		this.#broken.delete(url);
	}

	clear(): void {
		this.#broken.clear();
	}
}

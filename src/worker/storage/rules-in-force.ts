import type { Rules } from '../../catalog/store/rules.js';
import { RulesLostError } from '../../catalog/store/rules-lost-error.js';
import { readSettings } from '../../catalog/store/settings.js';
import type { WorkerMemory } from '../memory/worker-memory.js';
import { loadRules } from './load-rules.js';

/** How long a worker trusts the rules that it has looked up, in milliseconds: another one may install new ones. */
const TRUSTED_MS = 1000;

/** The rules that answer failures now, as far as a worker knows. */
class RulesInForce {
	#rules: Promise<Rules> | undefined;
	#generation: number | undefined;
	#lookedUp: { readonly time: number; readonly isOver: Promise<void> } | undefined;

	constructor(private readonly memory: WorkerMemory) {}

	async get(): Promise<Rules | undefined> {
		const { memory } = this;
		await memory.read();
		const now = performance.now();
		if (
			memory.settings === undefined ||
			this.#lookedUp === undefined ||
			now - this.#lookedUp.time >= TRUSTED_MS
		) {
			const isOver = this.#lookUp();
			this.#lookedUp = { time: now, isOver };
			isOver.catch(this.#lookAgain);
		}
		await this.#lookedUp.isOver;
		const { settings } = memory;
		if (settings === undefined) return undefined;
		if (this.#rules === undefined || this.#generation !== settings.generation) {
			this.#generation = settings.generation;
			this.#rules = loadRules(settings, this.#lookAgain);
			// a database that refused once is asked again at the next failure
			this.#rules.catch(() => {
				this.#rules = undefined;
				this.#lookAgain();
			});
		}
		return this.#rules;
	}

	/** @throws RulesLostError */
	async #lookUp(): Promise<void> {
		const { memory } = this;
		const before = memory.settings;
		// nobody knows what is stored: what this worker has read counts
		const settings = await readSettings().catch(() => before);
		// this worker has installed new ones meanwhile
		if (memory.settings !== before) return;
		if (settings === undefined && before !== undefined) throw new RulesLostError(before.generation);
		if (settings?.generation !== before?.generation) memory.replace(settings);
	}

	/** At the next failure, however soon that is. */
	readonly #lookAgain = () => {
		this.#lookedUp = undefined;
	};
}

const known = new WeakMap<WorkerMemory, RulesInForce>();

/**
 * The rules that answer failures now; undefined: none are installed, the layer steps aside. Those that this worker
 * installs count at once. Another worker's are noticed when a second has passed since they were last looked up.
 *
 * @throws RulesLostError if there were rules and the database has none any more
 */
export function rulesInForce(memory: WorkerMemory): Promise<Rules | undefined> {
	const rules = known.get(memory) ?? new RulesInForce(memory);
	known.set(memory, rules);
	return rules.get();
}

import { covers, type RecordGroup } from '../../catalog/store/record-groups.js';
import { readRecordGroup } from '../../catalog/store/rule-store.js';
import type { CatalogRecord, RecordKey } from '../../protocol/catalogs.js';
import { BoundedMap } from '../bounded-map.js';

/** Groups that are kept: those of the substitutes, and of what failed last. */
const MAX_GROUPS = 64;

/**
 * Records that were read lately, found or not: those of one generation never change. They come in groups, so that all
 * of a small catalog is known after the first of its images has failed.
 */
export class RecordMemory {
	/** group -> RootId */
	readonly #groups = new BoundedMap<RecordGroup, string>(MAX_GROUPS);
	readonly #underWay = new Map<string, Promise<CatalogRecord | undefined>>();

	constructor(private readonly generation: number) {}

	/**
	 * @returns undefined: there is no such record
	 * @throws RulesLostError
	 */
	async get({ rootId, id }: RecordKey): Promise<CatalogRecord | undefined> {
		for (const [group, catalog] of this.#groups) {
			if (catalog !== rootId || !covers(group, id)) continue;
			// so that those go first that nobody has wanted for long
			this.#groups.set(group, catalog);
			return group.records.get(id);
		}
		const name = JSON.stringify([rootId, id]);
		const underWay = this.#underWay.get(name);
		if (underWay !== undefined) return underWay;
		const reading = this.#read({ rootId, id }).finally(() => this.#underWay.delete(name));
		this.#underWay.set(name, reading);
		return reading;
	}

	async #read(key: RecordKey): Promise<CatalogRecord | undefined> {
		const group = await readRecordGroup(this.generation, key);
		this.#groups.set(group, key.rootId);
		return group.records.get(key.id);
	}
}

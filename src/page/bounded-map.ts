/** Enough for the pictures of a page. */
const MAX_ENTRIES = 1000;

/**
 * A page that lives long does not remember more and more: what was set first is forgotten first. The worker has one of
 * its own, for the two share no code.
 */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
	override set(key: Key, value: Value): this {
		this.delete(key);
		super.set(key, value);
		const [oldest] = this.keys();
		if (this.size > MAX_ENTRIES) this.delete(oldest as Key);
		return this;
	}
}

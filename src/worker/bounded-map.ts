/** A map that forgets its oldest entries: a worker may live long on a page where everything fails. */
export class BoundedMap<Key, Value> extends Map<Key, Value> {
	constructor(private readonly limit: number) {
		super();
	}

	override set(key: Key, value: Value): this {
		this.delete(key);
		super.set(key, value);
		if (this.size > this.limit) this.delete(this.keys().next().value as Key);
		return this;
	}
}

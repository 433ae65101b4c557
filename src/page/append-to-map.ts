/** Adds a value to those of a key. */
export function appendToMap<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
	map.set(key, [...(map.get(key) ?? []), value]);
}

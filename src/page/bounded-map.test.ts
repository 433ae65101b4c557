import { expect, test } from 'vitest';
import { BoundedMap } from './bounded-map.js';

test('of more than a thousand what was set first is forgotten first, and what is set again is young again', () => {
	const map = new BoundedMap<number, string>();
	for (let key = 0; key < 1000; key += 1) map.set(key, 'first');
	expect(map.size).toBe(1000);
	map.set(0, 'again').set(1000, 'new');
	expect(map.size).toBe(1000);
	expect([map.get(0), map.get(1), map.get(2), map.get(1000)]).toEqual(['again', undefined, 'first', 'new']);
});

import { expect, test } from 'vitest';
import { createEventQueue } from './event-queue.js';

test('early events are held until somebody can listen, later ones come at once', () => {
	const target = new EventTarget();
	const queue = createEventQueue(target);
	const heard: unknown[] = [];
	queue.dispatch({ type: 'understudy:heal', url: 'early' });
	target.addEventListener('heal', (event) => heard.push((event as CustomEvent).detail));
	expect(heard).toEqual([]);
	queue.open();
	queue.dispatch({ type: 'understudy:heal', url: 'late' });
	expect(heard).toEqual([{ url: 'early' }, { url: 'late' }]);
});

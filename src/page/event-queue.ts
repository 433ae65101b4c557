import type { EventMessage } from './understudy-events.js';

/** Dispatches messages as events, the early ones when somebody can listen. */
export function createEventQueue(target: EventTarget) {
	const early: CustomEvent[] = [];
	let deliver: (event: CustomEvent) => unknown = (event) => early.push(event);

	return {
		dispatch: ({ type, ...detail }: EventMessage) =>
			deliver(new CustomEvent(type.slice('understudy:'.length), { detail })),

		/** Whoever wants to listen does so by now. */
		open() {
			deliver = (event) => target.dispatchEvent(event);
			early.forEach(deliver);
		},
	};
}

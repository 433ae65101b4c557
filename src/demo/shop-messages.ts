import type { Understudy, UnderstudyEvents } from '../page/index.js';

/** What a shop tells the page that shows it beside the other one. */
export type ShopMessage =
	/** the document is there and can be scrolled with the other one */
	| { readonly type: 'shop:ready' }
	| { readonly type: 'shop:pictures'; readonly counts: PictureCounts }
	| { readonly type: 'shop:event'; readonly event: UnderstudyEvent };

export interface PictureCounts {
	/** pictures that were asked for; those nobody has scrolled to are not yet */
	readonly total: number;
	/** in view, and neither shown nor given up */
	readonly waiting: number;
	readonly broken: number;
	/** pictures that show a substitute */
	readonly substituted: number;
}

/** An event of the layer with its name. */
export type UnderstudyEvent = {
	[Name in keyof UnderstudyEvents]: {
		readonly name: Name;
		readonly detail: UnderstudyEvents[Name]['detail'];
	};
}[keyof UnderstudyEvents];

const names = [
	'substitute',
	'heal',
	'manifest',
	'progress',
	'error',
] as const satisfies readonly UnderstudyEvent['name'][];

/** Sends a message to the page that embeds this one; a shop that stands alone keeps silent. */
export function tellParent(message: ShopMessage): void {
	if (window.parent !== window) window.parent.postMessage(message, location.origin);
}

/** Tells the parent page everything that the layer reports. */
export function forwardEvents(understudy: Understudy): void {
	for (const name of names) {
		understudy.addEventListener(name, (event: Event) => {
			if (event instanceof CustomEvent) {
				tellParent({ type: 'shop:event', event: { name, detail: event.detail } });
			}
		});
	}
}

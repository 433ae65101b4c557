import type { FailureReason } from '../../messages.js';
import { REASON_WORDS } from '../parts/words.js';

/** The views, in the order of the navigation; each has the fragment `#name`. */
export const VIEWS = ['failures', 'servers', 'catalogs', 'simulate', 'playground', 'storage'] as const;

export type ViewName = (typeof VIEWS)[number];

/** What the address says: which view, and for what. */
export interface Place {
	readonly view: ViewName;
	readonly query: URLSearchParams;
}

/** `#simulate?url=…`; anything unknown is the first view. */
export function placeOf(hash: string): Place {
	const [name = '', query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
	return { view: VIEWS.find((view) => view === name) ?? 'failures', query: new URLSearchParams(query) };
}

export function simulateLink(url: string, reason: FailureReason, status: number): string {
	return `#simulate?${new URLSearchParams({ url, reason, status: String(status) })}`;
}

export function isReason(text: string | null): text is FailureReason {
	return text !== null && Object.hasOwn(REASON_WORDS, text);
}

/** A way to break the image server, as the panel names it and as `/control` takes it. */
export interface Breakage {
	readonly name: string;
	readonly fault: { readonly type: string; readonly status?: number };
	/** concerns the server as a whole, not one picture */
	readonly wholeOnly?: true;
}

export const breakages = {
	missing: { name: 'missing (403)', fault: { type: 'missing' } },
	server: { name: 'server error (500)', fault: { type: 'status', status: 500 } },
	overload: { name: 'overloaded (503)', fault: { type: 'status', status: 503 } },
	hang: { name: 'never answers', fault: { type: 'hang' } },
	reset: { name: 'connection reset', fault: { type: 'reset' } },
	truncated: { name: 'half a picture', fault: { type: 'truncated' } },
	html: { name: 'HTML instead of a picture', fault: { type: 'html' } },
	empty: { name: 'empty answer', fault: { type: 'empty' } },
	'no-cors': { name: 'error without CORS header', fault: { type: 'no-cors', status: 403 } },
	gone: { name: 'server gone', fault: { type: 'gone' }, wholeOnly: true },
} as const satisfies Readonly<Record<string, Breakage>>;

export type BreakageName = keyof typeof breakages;

/** How the panel calls a fault that is in force. */
export function nameOfFault({ type, status }: Breakage['fault']): string {
	const all: readonly Breakage[] = Object.values(breakages);
	const exact = all.find(({ fault }) => fault.type === type && fault.status === status);
	return (exact ?? all.find(({ fault }) => fault.type === type))?.name ?? type;
}

/** What is broken when the demo starts, so that the difference shows without a click. */
export const firstBreakages: readonly { readonly target: string; readonly breakage: BreakageName }[] = [
	{ target: 'Acme/armchair', breakage: 'missing' },
	{ target: 'AcmeOutdoor/tent', breakage: 'missing' },
	{ target: 'Acme/pendant', breakage: 'server' },
];

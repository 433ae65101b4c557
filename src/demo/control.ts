import { type Breakage, breakages, firstBreakages } from './breakages.js';

/** target (`*` or an object) -> fault in force */
export type Faults = Readonly<Record<string, Breakage['fault']>>;

/** The switch of the image server, reached through the shop's own server so that it works when the other is gone. */
export const control = {
	/** What is broken now. */
	read: (): Promise<Faults> => call('GET'),
	/** Breaks one picture or, with `*`, everything; undefined mends it. */
	set: (target: string, fault: Breakage['fault'] | undefined): Promise<Faults> =>
		call('POST', { target, fault: fault ?? null }),
	/** Mends everything. */
	mend: (): Promise<Faults> => call('DELETE'),
	async breakAsAtFirst(): Promise<Faults> {
		let faults = await call('DELETE');
		for (const { target, breakage } of firstBreakages) {
			faults = await call('POST', { target, fault: breakages[breakage].fault });
		}
		return faults;
	},
};

async function call(method: string, body?: unknown): Promise<Faults> {
	const response = await fetch('/control', {
		method,
		...(body !== undefined && { body: JSON.stringify(body) }),
	});
	const answer: { readonly faults?: Faults; readonly error?: string } = await response.json();
	if (!response.ok || !answer.faults) throw new Error(answer.error ?? `/control answered ${response.status}`);
	return answer.faults;
}

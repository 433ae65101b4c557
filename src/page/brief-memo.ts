/**
 * A result that is believed for a while, and then found anew when it is next needed.
 *
 * @param ms how long it is believed, in milliseconds
 */
export function briefMemo<Result>(find: () => Result, ms: number) {
	let found: { readonly result: Result } | undefined;

	/** It is known to be outdated. */
	const forget = () => {
		found = undefined;
	};

	const get = (): Result => {
		if (found === undefined) {
			found = { result: find() };
			setTimeout(forget, ms);
		}
		return found.result;
	};

	return { get, forget };
}

import { useEffect, useState } from 'preact/hooks';

/** What came of some work: nothing yet, a value, or a sentence that says why there is none. */
export interface AsyncState<T> {
	readonly value: T | undefined;
	readonly error: string | undefined;
	readonly isBusy: boolean;
}

const IDLE = { value: undefined, error: undefined, isBusy: false };

/**
 * Does some work anew whenever one of its inputs changes; what comes too late is dropped. The last value stays
 * until the next one is there.
 *
 * @param work undefined: there is nothing to do
 * @param delayMs how long the inputs have to stay as they are before the work begins
 */
export function useAsync<T>(
	work: (() => Promise<T>) | undefined,
	inputs: readonly unknown[],
	delayMs = 0,
): AsyncState<T> {
	const [state, setState] = useState<AsyncState<T>>(IDLE);
	useEffect(() => {
		if (work === undefined) {
			setState(IDLE);
			return;
		}
		let isCurrent = true;
		const settle = (next: AsyncState<T>) => isCurrent && setState(next);
		setState((before) => ({ ...before, isBusy: true }));
		const timer = setTimeout(() => {
			work().then(
				(value) => settle({ value, error: undefined, isBusy: false }),
				(error: unknown) =>
					settle({
						value: undefined,
						error: error instanceof Error ? error.message : String(error),
						isBusy: false,
					}),
			);
		}, delayMs);
		return () => {
			isCurrent = false;
			clearTimeout(timer);
		};
	}, inputs);
	return state;
}

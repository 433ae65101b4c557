/**
 * Work on pixels, in steps of a few milliseconds at most: between two of them whoever runs it may do
 * something else. `for (let y = 0; y < height; y++) { if (isPause(y)) yield; ... }`
 */
export type Steps<Result = void> = Generator<undefined, Result, undefined>;

const ROWS = 16;

/** True if a loop over rows should pause before this one. */
export function isPause(row: number): boolean {
	return row % ROWS === ROWS - 1;
}

/** Takes all steps without a pause. */
export function atOnce<Result>(steps: Steps<Result>): Result {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

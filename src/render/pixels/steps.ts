/**
 * Work on pixels, in steps of a few milliseconds at most: between two of them whoever runs it may do
 * something else. `for (let y = 0; y < height; y++) { if (isPause(y, width)) yield; ... }`
 */
export type Steps<Result = void> = Generator<undefined, Result, undefined>;

/** Pixels that even a slow formula is through with in a few milliseconds. */
const STEP_PIXELS = 32_768;

/** True if a loop over rows should pause before this one. */
export function isPause(row: number, width: number): boolean {
	return (row + 1) % Math.ceil(STEP_PIXELS / width) === 0;
}

/**
 * Goes through pixels in their order, some at a time.
 * @param work on those from one number up to, and without, another one
 */
export function* inStretches(pixels: number, work: (from: number, to: number) => void): Steps {
	for (let from = 0; from < pixels; from += STEP_PIXELS) {
		work(from, Math.min(pixels, from + STEP_PIXELS));
		yield;
	}
}

/** Takes all steps without a pause. */
export function atOnce<Result>(steps: Steps<Result>): Result {
	for (;;) {
		const { done, value } = steps.next();
		if (done) return value;
	}
}

import { expect, test } from 'vitest';
import { inTurns } from './in-turns.js';

/** Takes its time: some milliseconds each step. */
function* work(steps: number, onStep = () => {}): Generator<undefined, string> {
	for (let step = 0; step < steps; step++) {
		onStep();
		const end = performance.now() + 3;
		while (performance.now() < end);
		yield;
	}
	return 'done';
}

// The first one, because turns go on from work to work.
test('work of a moment is done in one piece', async () => {
	let isDone = false;
	const done = inTurns([1, 2, 3].values()).then(() => {
		isDone = true;
	});
	for (let turn = 0; turn < 3; turn++) await undefined;
	expect(isDone).toBe(true);
	await done;
});

test.each([
	['a long work goes on', (onStep: () => void) => inTurns(work(40, onStep))],
	[
		'many short ones follow each other',
		async (onStep: () => void) => {
			for (let count = 1; count < 40; count++) await inTurns(work(1, onStep));
			return inTurns(work(1, onStep));
		},
	],
])('events of the page pass while %s', async (_, finish) => {
	let events = 0;
	const { port1, port2 } = new MessageChannel();
	// each event brings the next one, as the requests of a page do
	port1.onmessage = () => {
		events += 1;
		port2.postMessage(undefined);
	};
	port2.postMessage(undefined);
	const passed = new Set<number>();
	expect(await finish(() => passed.add(events))).toBe('done');
	port1.close();
	expect(passed.size).toBeGreaterThan(5);
});

test('an error of the work is thrown', async () => {
	function* failing(): Generator<undefined, never> {
		yield;
		throw new TypeError('no');
	}
	await expect(inTurns(failing())).rejects.toThrow(TypeError);
});

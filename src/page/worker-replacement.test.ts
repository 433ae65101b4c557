import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { watchReplacement } from './worker-replacement.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const worker = () => ({}) as ServiceWorker;

/** A page whose registration has this worker waiting. */
function pageWith(waiting: ServiceWorker | null) {
	const registration = { waiting };
	const container = new EventTarget();
	const replacement = watchReplacement({ registration, container });
	return { registration, container, replacement };
}

/** How long it takes, in milliseconds. */
async function msOf(work: Promise<void>): Promise<number> {
	const start = Date.now();
	let ms: number | undefined;
	work.then(() => {
		ms = Date.now() - start;
	});
	for (let step = 0; ms === undefined && step < 1000; step += 1) await vi.advanceTimersByTimeAsync(100);
	return ms ?? Number.NaN;
}

describe('a worker that is about to be replaced', () => {
	test('none', async () => {
		const { replacement } = pageWith(null);
		expect(await msOf(replacement.waitBriefly())).toBe(0);
		expect(await msOf(replacement.waitLong())).toBe(0);
	});

	test('is left alone for a second, or for long', async () => {
		expect(await msOf(pageWith(worker()).replacement.waitBriefly())).toBe(1000);
		expect(await msOf(pageWith(worker()).replacement.waitLong())).toBe(20_000);
	});

	test('only until the new one has taken over', async () => {
		const { replacement, container } = pageWith(worker());
		setTimeout(() => container.dispatchEvent(new Event('controllerchange')), 300);
		expect(await msOf(replacement.waitBriefly())).toBe(300);
		setTimeout(() => container.dispatchEvent(new Event('controllerchange')), 500);
		expect(await msOf(replacement.waitLong())).toBe(500);
	});

	test('and not again and again for one that goes on waiting', async () => {
		const { replacement, registration } = pageWith(worker());
		await msOf(replacement.waitBriefly());
		expect(await msOf(replacement.waitLong())).toBe(19_000);
		expect(await msOf(replacement.waitBriefly())).toBe(0);
		expect(await msOf(replacement.waitLong())).toBe(0);
		registration.waiting = worker();
		expect(await msOf(replacement.waitBriefly())).toBe(1000);
	});

	test('leaves no listener behind', async () => {
		const { replacement, container } = pageWith(worker());
		const removed = vi.spyOn(container, 'removeEventListener');
		await msOf(replacement.waitBriefly());
		expect(removed).toHaveBeenCalledTimes(1);
		expect(vi.getTimerCount()).toBe(0);
	});
});

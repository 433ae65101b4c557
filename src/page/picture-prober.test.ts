import { afterEach, describe, expect, test, vi } from 'vitest';
import type { FailureReason, WorkerMessage } from '../messages.js';
import { createProber } from './picture-prober.js';

const MUG = 'https://images.test/is/image/Acme/mug';
const LOOK = `${MUG}?understudy=1`;

afterEach(() => vi.unstubAllGlobals());

/** Images that load, or fail, at once. */
function stubImages(areGood: boolean): void {
	class TestImage {
		onload = () => {};
		onerror = () => {};
		set src(_: string) {
			queueMicrotask(areGood ? this.onload : this.onerror);
		}
	}
	vi.stubGlobal('Image', TestImage);
}

/** What is found out of a worker that answers so, one after the other, and what it is told. */
function proberOf(...replies: (WorkerMessage | undefined)[]) {
	const post = vi.fn();
	const ask = vi.fn();
	for (const reply of replies) ask.mockResolvedValueOnce(reply);
	return { ...createProber(ask, { post }), ask, post };
}

const says = (well: boolean, reason?: FailureReason) =>
	({ type: 'understudy:probed', well, ...(reason && { reason }) }) as const;

describe('a picture', () => {
	test.each([
		['that is there', says(true), { isThere: true }],
		['that is missing', says(false, 'missing'), { isThere: false, reason: 'missing' }],
		['of which nobody knows', says(false), { isThere: false }],
		['of a worker that does not answer', undefined, { isThere: false, reason: 'timeout' }],
	])('%s', async (_, reply, found) => {
		const { probe, ask, post } = proberOf(reply);
		expect(await probe(MUG)).toEqual(found);
		expect(ask).toHaveBeenCalledWith({ type: 'understudy:probe', url: MUG });
		expect(post).not.toHaveBeenCalled();
	});

	test('that only the page can judge, and that it can show', async () => {
		stubImages(true);
		const { probe, post, isOpaque } = proberOf({ ...says(false), look: LOOK }, says(true));
		expect(await probe(MUG)).toEqual({ isThere: true });
		expect(isOpaque(MUG)).toBe(true);
		await probe(MUG);
		expect(isOpaque(MUG)).toBe(false);
		expect(post).toHaveBeenCalledWith({ type: 'understudy:seen', url: MUG });
	});

	test('of a mirror that only the page can judge: the worker hears whose it was', async () => {
		stubImages(true);
		const { probe, post } = proberOf({ ...says(false), look: LOOK, isMirrored: true });
		expect(await probe(MUG)).toEqual({ isThere: true });
		expect(post).toHaveBeenCalledWith({ type: 'understudy:seen', url: MUG, isMirrored: true });
	});

	test('that only the page can judge, and that breaks', async () => {
		stubImages(false);
		const { probe, post } = proberOf({ ...says(false), look: LOOK });
		expect(await probe(MUG)).toEqual({ isThere: false, reason: 'decode' });
		expect(post).not.toHaveBeenCalled();
	});
});

test('one that kept somebody waiting is slow until it is answered', async () => {
	const { probe, isSlow } = proberOf(undefined, says(false, 'server'));
	await probe(MUG);
	expect(isSlow(MUG)).toBe(true);
	await probe(MUG);
	expect(isSlow(MUG)).toBe(false);
});

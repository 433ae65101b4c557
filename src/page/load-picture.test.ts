import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadPicture } from './load-picture.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const URL_OF_PICTURE = 'https://images.test/is/image/Acme/mug';

/** @returns an image that does nothing by itself, and what is said of it when it is known */
function loading() {
	const image = {} as HTMLImageElement;
	const said: boolean[] = [];
	void loadPicture(image, URL_OF_PICTURE).then((isPicture) => said.push(isPicture));
	return { image, said };
}

test.each([
	['that loads', 'onload', true],
	['that fails', 'onerror', false],
] as const)('a picture %s', async (_, handler, isPicture) => {
	const { image, said } = loading();
	expect(image.src).toBe(URL_OF_PICTURE);
	(image[handler] as (() => void) | null)?.();
	await vi.advanceTimersByTimeAsync(0);
	expect(said).toEqual([isPicture]);
	expect(vi.getTimerCount()).toBe(0);
});

test('one that neither loads nor fails is waited for 30 s', async () => {
	const { said } = loading();
	await vi.advanceTimersByTimeAsync(29_900);
	expect(said).toEqual([]);
	await vi.advanceTimersByTimeAsync(100);
	expect(said).toEqual([false]);
});

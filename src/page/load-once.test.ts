import { expect, test, vi } from 'vitest';
import { loadOnce } from './load-once.js';

test('loaded when it is first needed, and once', async () => {
	const load = vi.fn(async () => 'part');
	const part = loadOnce(load);
	expect(load).not.toHaveBeenCalled();
	expect(await Promise.all([part(), part()])).toEqual(['part', 'part']);
	expect(load).toHaveBeenCalledTimes(1);
});

test('what could not be loaded is tried again the next time', async () => {
	const load = vi.fn(async () => 'part').mockRejectedValueOnce(new Error('offline'));
	const part = loadOnce(load);
	await expect(part()).rejects.toThrow('offline');
	expect(await part()).toBe('part');
});

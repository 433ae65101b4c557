import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BrokenPictures } from './broken-pictures.js';

const url = 'https://images.example.com/is/image/Acme/mug';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
afterEach(() => void vi.useRealTimers());

test('a picture that broke is looked at for a minute', () => {
	const broken = new BrokenPictures();
	broken.add(url);
	expect(broken.has(url)).toBe(true);
	expect(broken.has(`${url}2`)).toBe(false);
	vi.setSystemTime(Date.now() + 59_000);
	expect(broken.has(url)).toBe(true);
	vi.setSystemTime(Date.now() + 1000);
	expect(broken.has(url)).toBe(false);
});

test('one that broke again is looked at for another minute', () => {
	const broken = new BrokenPictures();
	broken.add(url);
	vi.setSystemTime(Date.now() + 50_000);
	broken.add(url);
	vi.setSystemTime(Date.now() + 50_000);
	expect(broken.has(url)).toBe(true);
});

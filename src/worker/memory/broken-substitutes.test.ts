import { expect, test } from 'vitest';
import { BrokenSubstitutes } from './broken-substitutes.js';

const url = 'https://images.example.com/is/image/Acme/mug';

test('is made anew once, however many images tell of it', () => {
	const broken = new BrokenSubstitutes();
	broken.add(url, 'default-image');
	broken.add(url, 'default-image');
	expect(broken.take(url, 'default-image')).toBe('anew');
	expect(broken.take(url, 'default-image')).toBeUndefined();
});

test('is not tried again if it breaks when it was made anew', () => {
	const broken = new BrokenSubstitutes();
	broken.add(url, 'default-image');
	broken.take(url, 'default-image');
	broken.add(url, 'default-image');
	expect(broken.take(url, 'default-image')).toBe('useless');
	expect(broken.take(url, 'default-image')).toBe('useless');
});

test('says nothing of a substitute of another kind, nor of other pictures', () => {
	const broken = new BrokenSubstitutes();
	broken.add(url, 'last-good');
	expect(broken.take(url, 'default-image')).toBeUndefined();
	expect(broken.take(`${url}2`, 'last-good')).toBeUndefined();
	broken.add(url, 'default-image');
	expect(broken.take(url, 'default-image')).toBe('anew');
});

test('is forgotten once the picture itself is shown', () => {
	const broken = new BrokenSubstitutes();
	broken.add(url, 'default-image');
	broken.delete(url);
	expect(broken.take(url, 'default-image')).toBeUndefined();
});

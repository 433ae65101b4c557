import { expect, test } from 'vitest';
import { createKeyedQueue } from './keyed-queue.js';

/** Work that notes when it begins, and ends when it is told to. */
function workOf(happened: string[], name: string) {
	const { promise, resolve, reject } = withResolvers();
	const work = () => {
		happened.push(name);
		return promise;
	};
	return { work, end: () => resolve(name), fail: () => reject(new Error(name)) };
}

function withResolvers() {
	let resolve: (value: string) => void = () => {};
	let reject: (error: Error) => void = () => {};
	const promise = new Promise<string>((onEnd, onFailure) => {
		resolve = onEnd;
		reject = onFailure;
	});
	return { promise, resolve, reject };
}

/** All that was about to happen has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('one after the other for a key, those of others at the same time', async () => {
	const queue = createKeyedQueue();
	const happened: string[] = [];
	const [first, second, other] = ['first', 'second', 'other'].map((name) => workOf(happened, name));
	const added = [
		queue.add('a', first?.work ?? expect.fail),
		queue.add('a', second?.work ?? expect.fail),
		queue.add('b', other?.work ?? expect.fail),
	];
	await settled();
	expect(happened).toEqual(['first', 'other']);
	first?.end();
	await settled();
	expect(happened).toEqual(['first', 'other', 'second']);
	second?.end();
	other?.end();
	expect(await Promise.all(added)).toEqual(['first', 'second', 'other']);
});

test('busy until the last one is over', async () => {
	const queue = createKeyedQueue();
	const [first, second] = ['first', 'second'].map((name) => workOf([], name));
	expect(queue.isBusy('a')).toBe(false);
	const added = [queue.add('a', first?.work ?? expect.fail), queue.add('a', second?.work ?? expect.fail)];
	first?.end();
	await added[0];
	expect(queue.isBusy('a')).toBe(true);
	expect(queue.isBusy('b')).toBe(false);
	second?.end();
	await added[1];
	expect(queue.isBusy('a')).toBe(false);
});

test('what fails does not keep the next one from its turn', async () => {
	const queue = createKeyedQueue();
	const happened: string[] = [];
	const [first, second] = ['first', 'second'].map((name) => workOf(happened, name));
	const failed = expect(queue.add('a', first?.work ?? expect.fail)).rejects.toThrow('first');
	const added = queue.add('a', second?.work ?? expect.fail);
	first?.fail();
	second?.end();
	await failed;
	expect(await added).toBe('second');
	expect(queue.isBusy('a')).toBe(false);
});

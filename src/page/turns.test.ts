import { expect, test } from 'vitest';
import { Turns } from './turns.js';

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
	const turns = new Turns();
	const happened: string[] = [];
	const [first, second, other] = ['first', 'second', 'other'].map((name) => workOf(happened, name));
	const taken = [
		turns.take('a', first?.work ?? expect.fail),
		turns.take('a', second?.work ?? expect.fail),
		turns.take('b', other?.work ?? expect.fail),
	];
	await settled();
	expect(happened).toEqual(['first', 'other']);
	first?.end();
	await settled();
	expect(happened).toEqual(['first', 'other', 'second']);
	second?.end();
	other?.end();
	expect(await Promise.all(taken)).toEqual(['first', 'second', 'other']);
});

test('taken until the last one is over', async () => {
	const turns = new Turns();
	const [first, second] = ['first', 'second'].map((name) => workOf([], name));
	expect(turns.isTaken('a')).toBe(false);
	const taken = [turns.take('a', first?.work ?? expect.fail), turns.take('a', second?.work ?? expect.fail)];
	first?.end();
	await taken[0];
	expect(turns.isTaken('a')).toBe(true);
	expect(turns.isTaken('b')).toBe(false);
	second?.end();
	await taken[1];
	expect(turns.isTaken('a')).toBe(false);
});

test('what fails does not keep the next one from its turn', async () => {
	const turns = new Turns();
	const happened: string[] = [];
	const [first, second] = ['first', 'second'].map((name) => workOf(happened, name));
	const failed = expect(turns.take('a', first?.work ?? expect.fail)).rejects.toThrow('first');
	const taken = turns.take('a', second?.work ?? expect.fail);
	first?.fail();
	second?.end();
	await failed;
	expect(await taken).toBe('second');
	expect(turns.isTaken('a')).toBe(false);
});

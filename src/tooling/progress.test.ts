import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { aboveProgress, createProgress } from './progress.js';

/** A terminal that remembers what is drawn on it. */
function createScreen() {
	let drawn = '';
	const stream = new Writable({
		write(chunk, _encoding, done) {
			drawn += String(chunk);
			done();
		},
	});
	return { screen: Object.assign(stream, { isTTY: true, columns: 80 }), drawn: () => drawn };
}

test('on a terminal a bar shows how far it is, and goes away', () => {
	const { screen, drawn } = createScreen();
	const progress = createProgress(screen);
	progress.start('shop.txt', 200);
	progress.advance(50);
	progress.stop();
	expect(drawn()).toContain('25 % shop.txt');
	// the cursor is shown again at the end
	expect(drawn().lastIndexOf('\x1b[?25h')).toBeGreaterThan(drawn().lastIndexOf('\x1b[?25l'));
});

test('a line of text takes the place of the bar', () => {
	const { screen, drawn } = createScreen();
	const progress = createProgress(screen);
	progress.start('shop.txt', 200);
	aboveProgress({ out: (line) => screen.write(`${line}\n`), error: () => {} }, progress).out('a warning');
	progress.stop();
	expect(drawn()).toContain('\r\x1b[Ka warning\n');
});

test('where nobody watches nothing is drawn', () => {
	const progress = createProgress(undefined);
	progress.start('shop.txt', 1);
	progress.advance(1);
	progress.clear();
	progress.stop();
});

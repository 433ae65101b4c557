import { afterEach, expect, test, vi } from 'vitest';
import { installLock } from '../storage/install-lock.js';
import { InstallationTurn } from './installation-turn.js';

const turns: InstallationTurn[] = [];

afterEach(() => {
	for (const turn of turns.splice(0)) turn.end();
});

function begin(digest: string): InstallationTurn {
	const turn = new InstallationTurn(digest);
	turns.push(turn);
	return turn;
}

/** When all that was said has arrived. */
async function heard(): Promise<void> {
	const last = begin('last');
	begin('very last');
	await vi.waitFor(() => expect(last.hurry.aborted).toBe(true));
}

test('another manifest hurries those that came before it, and is not hurried itself', async () => {
	const [first, second] = [begin('one'), begin('two')];
	await vi.waitFor(() => expect(first.hurry.aborted).toBe(true));
	expect(second.hurry.aborted).toBe(false);
});

test('the same manifest hurries nobody', async () => {
	const first = begin('one');
	const listener = new BroadcastChannel(installLock());
	const said = new Promise((resolve) => (listener.onmessage = resolve));
	begin('one');
	// whoever listens longer has heard it, too
	await said;
	listener.close();
	expect(first.hurry.aborted).toBe(false);
});

test('an installation that is over is not hurried any more', async () => {
	const first = begin('one');
	first.end();
	begin('two');
	await heard();
	expect(first.hurry.aborted).toBe(false);
});

import type { Page } from '@playwright/test';
import type { Shop } from '../shop/shop.js';

/** The shop's worker, with a clock that a test can put ahead: it need not sit through what the worker trusts for a while. */
export function publishWithClock(shop: Shop): void {
	const clock = `{
	const now = performance.now.bind(performance);
	let ahead = 0;
	performance.now = () => now() + ahead;
	self.addEventListener('message', ({ data, ports: [port] }) => {
		if (data.type !== 'test:put-ahead') return;
		ahead += data.milliseconds;
		port.postMessage('done');
	});
}`;
	shop.server.setFile('/sw.js', `${clock}\n${shop.worker}`);
}

/** Resolves when the clock of the worker in charge is ahead by as much more. */
export async function putAhead(page: Page, milliseconds: number): Promise<void> {
	await page.evaluate(
		(ms) =>
			new Promise((resolve) => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = resolve;
				navigator.serviceWorker.controller?.postMessage({ type: 'test:put-ahead', milliseconds: ms }, [
					port2,
				]);
			}),
		milliseconds,
	);
}

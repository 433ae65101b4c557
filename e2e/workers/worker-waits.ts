import type { Shop } from '../shop/shop.js';

/**
 * The shop's worker, with other times for some of its waits: a test need not sit through one, or sees that nobody
 * waits for it.
 *
 * @param waits how long each lasts and how long it shall last, in milliseconds
 */
export function publishWithWaits(shop: Shop, waits: Readonly<Record<number, number>>): void {
	const mishap = `{
	const { setTimeout: wait } = self;
	const waits = ${JSON.stringify(waits)};
	self.setTimeout = (work, ms = 0, ...rest) => wait(work, waits[ms] ?? ms, ...rest);
}`;
	shop.server.setFile('/sw.js', `${mishap}\n${shop.worker}`);
}

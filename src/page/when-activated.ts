/**
 * A worker that has just taken control is not asked for pictures until it is activated: browsers let them pass.
 *
 * @param worker null or undefined: there is none to wait for
 * @returns resolves when it is, or when another worker has come before that
 */
export async function whenActivated(worker: ServiceWorker | null | undefined): Promise<void> {
	while (worker && worker.state !== 'activated' && worker.state !== 'redundant') {
		await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
	}
}

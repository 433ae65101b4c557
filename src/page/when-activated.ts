/**
 * A worker that has just taken control is not asked for pictures until it is activated: browsers let them pass.
 *
 * @returns resolves when it is, or when another worker has come before that
 */
export function whenActivated(worker: ServiceWorker): Promise<void> {
	return new Promise((resolve) => {
		const look = () => {
			if (worker.state !== 'activated' && worker.state !== 'redundant') return;
			worker.removeEventListener('statechange', look);
			resolve();
		};
		worker.addEventListener('statechange', look);
		look();
	});
}

import type { Page } from '@playwright/test';

/**
 * Stops the workers of a page's site, as the browser does with idle ones.
 *
 * @returns stops them, and resolves when none runs
 */
export async function workerStopper(page: Page): Promise<() => Promise<void>> {
	const session = await page.context().newCDPSession(page);
	const running = new Set<string>();
	let onChange = () => {};
	session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
		for (const { versionId, runningStatus } of versions) {
			if (runningStatus === 'stopped') running.delete(versionId);
			else running.add(versionId);
		}
		onChange();
	});
	await session.send('ServiceWorker.enable');
	return async () => {
		await session.send('ServiceWorker.stopAllWorkers');
		await new Promise<void>((resolve) => {
			onChange = () => {
				if (running.size === 0) resolve();
			};
			onChange();
		});
	};
}

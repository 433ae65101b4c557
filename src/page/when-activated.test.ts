import { describe, expect, test } from 'vitest';
import { whenActivated } from './when-activated.js';

class FakeWorker extends EventTarget {
	constructor(public state: ServiceWorkerState) {
		super();
	}

	become(state: ServiceWorkerState): void {
		this.state = state;
		this.dispatchEvent(new Event('statechange'));
	}
}

/** What has happened, in order. */
function watch(worker: FakeWorker): string[] {
	const happened: string[] = [];
	worker.addEventListener('statechange', () => happened.push(worker.state));
	whenActivated(worker as unknown as ServiceWorker).then(() => happened.push('over'));
	return happened;
}

/** All that was about to happen has happened. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('whenActivated', () => {
	test('a worker that is activated', async () => {
		const happened = watch(new FakeWorker('activated'));
		await settled();
		expect(happened).toEqual(['over']);
	});

	test.each(['activated', 'redundant'] as const)('a worker that becomes %s', async (state) => {
		const worker = new FakeWorker('installed');
		const happened = watch(worker);
		worker.become('activating');
		await settled();
		expect(happened).toEqual(['activating']);
		worker.become(state);
		await settled();
		expect(happened).toEqual(['activating', state, 'over']);
	});
});

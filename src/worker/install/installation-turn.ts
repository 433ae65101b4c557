import { installLock } from '../storage/install-lock.js';

/**
 * One of the installations that wait for the lock, or have it, in this worker and in others of the registration: the
 * one in charge, and the one that is to replace it. Each tells the others when it comes.
 */
export class InstallationTurn {
	readonly #channel = new BroadcastChannel(installLock());
	readonly #controller = new AbortController();
	/** aborted when another manifest waits: it may be a kill switch */
	readonly hurry = this.#controller.signal;

	/** @param digest of its manifest; whoever has the same one is not in a hurry */
	constructor(digest: string) {
		this.#channel.onmessage = ({ data }) => {
			if (data !== digest) this.#controller.abort();
		};
		this.#channel.postMessage(digest);
	}

	end(): void {
		this.#channel.close();
	}
}

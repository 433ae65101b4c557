import type { FailureReport } from '../../catalog/schema/report-schema.js';
import type { Settings } from '../../catalog/store/settings.js';
import { VERSION } from '../storage/version.js';
import { FailureBatch, type TellableFailure } from './failure-batch.js';

/** How long failures are collected, in milliseconds: less than a browser lets an idle worker live. */
const COLLECT_MS = 10_000;

/** How long the shop's server may take to accept a report, in milliseconds. */
const SEND_MS = 10_000;

/** How a report leaves the worker; may reject. */
export type SendReport = (url: string, report: FailureReport) => Promise<unknown>;

/** Failures that wait for the same report, and whose rules it is about. */
interface Collection {
	readonly batch: FailureBatch;
	readonly settings: Settings;
	/** resolves when the report is on its way, or nobody wants it */
	readonly isOver: Promise<void>;
	/** ends the wait now */
	end(): void;
}

/**
 * Reports of failures to the manifest's `report.url`, some seconds' worth in each. Whatever goes wrong with them
 * is silent: no picture waits for a report, and none is sent twice.
 */
export class FailureReports {
	#collection: Collection | undefined;
	#isSending = false;

	/** @param random from 0 to 1, for samples */
	constructor(
		private readonly send: SendReport = post,
		private readonly random: () => number = Math.random,
	) {}

	/** @param event keeps the worker alive until the report is sent */
	add(failure: TellableFailure, settings: Settings, event: Pick<ExtendableEvent, 'waitUntil'>): void {
		if (settings.report === undefined) return;
		if (this.#collection !== undefined && this.#collection.settings.generation !== settings.generation) {
			this.#collection.end();
		}
		this.#collection ??= this.#collect(settings);
		const { batch, isOver, end } = this.#collection;
		batch.add(failure);
		event.waitUntil(isOver);
		// one at a time: while a server takes long, the next report fills up to its bounds
		if (batch.hasMany && !this.#isSending) end();
	}

	#collect(settings: Settings): Collection {
		const batch = new FailureBatch();
		let end = () => {};
		const isOver = new Promise<void>((resolve) => {
			const timer = setTimeout(() => end(), COLLECT_MS);
			end = () => {
				clearTimeout(timer);
				this.#collection = undefined;
				resolve(this.#flush(batch, settings));
			};
		});
		return { batch, settings, isOver, end };
	}

	async #flush(batch: FailureBatch, { report, version }: Settings): Promise<void> {
		if (report === undefined || this.random() >= report.sample) return;
		this.#isSending = true;
		try {
			await this.send(report.url, batch.toReport({ worker: VERSION, sample: report.sample }, version));
		} catch {
			// a report is not worth a word on the shopper's console
		} finally {
			this.#isSending = false;
		}
	}
}

/**
 * As `navigator.sendBeacon`, which workers have not: the answer is of no interest, no cookies go with it, and to
 * another origin the type is one that needs no permission.
 */
async function post(address: string, report: FailureReport): Promise<void> {
	const url = new URL(address, location.origin);
	const isOwn = url.origin === location.origin;
	await fetch(url, {
		method: 'POST',
		body: JSON.stringify(report),
		headers: { 'Content-Type': isOwn ? 'application/json' : 'text/plain;charset=UTF-8' },
		mode: isOwn ? 'same-origin' : 'no-cors',
		credentials: 'omit',
		cache: 'no-store',
		keepalive: true,
		signal: AbortSignal.timeout(SEND_MS),
	});
}

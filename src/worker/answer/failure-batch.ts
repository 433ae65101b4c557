import { MAX_BYTES, MAX_ENTRIES, MAX_OBJECT, MAX_URL } from '../../catalog/schema/report-bounds.js';
import type { FailureReport, ReportedFailure } from '../../catalog/schema/report-schema.js';
import type { SubstituteMessage } from '../../messages.js';

/** From how many URLs on a report is worth sending before its time. */
const MANY = 50;

/** What is said of one failure. */
export type TellableFailure = Omit<SubstituteMessage, 'type'>;

/** The failures of some seconds, one entry for each URL. */
export class FailureBatch {
	readonly #entries = new Map<string, ReportedFailure>();
	#bytes = 0;
	#dropped = 0;

	get hasMany(): boolean {
		return this.#entries.size >= MANY;
	}

	/** One more failure; of several of the same URL, the last one says what was wrong and what was shown. */
	add(failure: TellableFailure): void {
		const entry = entryOf(failure);
		const before = this.#entries.get(entry.url);
		if (before !== undefined) {
			this.#entries.set(entry.url, { ...entry, count: before.count + 1, first: before.first });
			return;
		}
		const bytes = new TextEncoder().encode(JSON.stringify(entry)).length;
		if (this.#entries.size === MAX_ENTRIES || this.#bytes + bytes > MAX_BYTES) {
			this.#dropped += 1;
			return;
		}
		this.#entries.set(entry.url, entry);
		this.#bytes += bytes;
	}

	toReport(about: Pick<FailureReport, 'worker' | 'sample'>, manifest: string | undefined): FailureReport {
		return {
			format: 1,
			...about,
			...(manifest !== undefined && { manifest }),
			dropped: this.#dropped,
			entries: [...this.#entries.values()],
		};
	}
}

function entryOf({ url, reason, status, kind, object, observed, time }: TellableFailure): ReportedFailure {
	return {
		url: tellableUrl(url),
		...{ reason, status, kind },
		...(object !== undefined && { object: object.slice(0, MAX_OBJECT) }),
		...(observed && { observed }),
		...{ count: 1, first: time, last: time },
	};
}

/** What names the image, and nothing of who asked for it. */
function tellableUrl(url: string): string {
	const told = new URL(url);
	told.username = '';
	told.password = '';
	told.hash = '';
	return told.href.slice(0, MAX_URL);
}

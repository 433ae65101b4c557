import type { BrokenImages } from './broken-images.js';
import type { FallbackMarks } from './fallback-marks.js';
import type { WorkerConnection } from './worker-connection.js';

/** What healing needs to know of the page and its worker. */
export interface HealedPage {
	readonly marks: FallbackMarks;
	readonly broken: BrokenImages;
	readonly connection: WorkerConnection;
	/** URL prefixes of the servers whose pictures are replaced */
	servers(): Promise<readonly string[]>;
	/** since when the worker answers for the page, in milliseconds since the page began */
	coveredSince(): number;
}

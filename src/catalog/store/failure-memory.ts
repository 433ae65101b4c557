import type { FailureReason, SubstituteKind } from '../../messages.js';
import { inTime, writeDatabase } from './database.js';
import type { Connection } from './database-schema.js';

/*
 * What a worker should not forget when it is stopped: which images failed, which servers know no CORS. A
 * worker learns it again if it must, so nothing here rejects when the database refuses.
 */

/**
 * A failure that need not be asked for again before `expires`. It is kept for a while longer, so that the next
 * one can wait longer, and pages can be told what stands in their images.
 */
export interface RememberedFailure {
	readonly reason: FailureReason;
	/** status of the image server, 0 if there was none */
	readonly status: number;
	/** milliseconds since the epoch */
	readonly expires: number;
	/** the server's own words, for detailed error messages */
	readonly message?: string;
	/** what was shown in its place */
	readonly kind: SubstituteKind;
	/** only requests with CORS have failed: one without may be answered */
	readonly isOfCors?: boolean;
	/** it was refused to a request without cookies: one that brings them may be answered */
	readonly isOfCookies?: boolean;
	/** of an error: how long it was to be believed, in milliseconds */
	readonly delayMs?: number;
	/** when it was remembered, milliseconds since the epoch */
	readonly time: number;
}

/** What is known of a server. */
export interface RememberedServer {
	/** its answers carry no CORS headers; milliseconds since the epoch, then it may be tried again */
	readonly corsDeniedUntil?: number | undefined;
	/** it does not want to be asked before, milliseconds since the epoch */
	readonly retryAt?: number | undefined;
	/** it does not answer; undefined: it does */
	readonly broken?: BrokenServer | undefined;
}

/** The circuit breaker of a server that cannot be reached. */
export interface BrokenServer {
	readonly reason: 'timeout' | 'network';
	/** milliseconds since the epoch; then one request may try it */
	readonly until: number;
	/** of the breaker itself, as it writes it */
	readonly state: unknown;
}

const MAX_FAILURES = 500;

/** How long after its time a failure is still worth knowing of, in milliseconds. */
const AFTERLIFE_MS = 24 * 60 * 60 * 1000;

/** Nothing that is known of a server is worth knowing for longer, in milliseconds. */
const LONGEST_MS = 2 * AFTERLIFE_MS;

/** Pause after failures were written, so that the pictures of a page pass first, in milliseconds. */
const PAUSE_MS = 100;

/** Failures that come in the pause, not more than are kept: one transaction takes all of them. */
const waiting = new Map<string, RememberedFailure>();
/** takes what is waiting now; undefined: nothing is */
let nextWrite: Promise<void> | undefined;
let isPauseOver = Promise.resolve();

/** Keeps a failure; of more than 500 the oldest are dropped. */
export function rememberFailure(url: string, failure: Omit<RememberedFailure, 'time'>): Promise<void> {
	// the newest are at the end
	waiting.delete(url);
	waiting.set(url, { ...failure, time: Date.now() });
	const [oldest] = waiting.keys();
	if (waiting.size > MAX_FAILURES && oldest !== undefined) waiting.delete(oldest);
	if (nextWrite === undefined) {
		nextWrite = isPauseOver.then(writeFailures);
		isPauseOver = nextWrite.then(() => new Promise((resolve) => setTimeout(resolve, PAUSE_MS)));
	}
	return inTime(nextWrite).catch(() => {});
}

function writeFailures(): Promise<void> {
	nextWrite = undefined;
	const failures = [...waiting];
	waiting.clear();
	if (failures.length === 0) return Promise.resolve();
	// the next ones wait for this, however long it takes: what is kept from writing gets one transaction only
	return writeDatabase(async (database) => {
		const transaction = database.transaction('failures', 'readwrite');
		for (const [url, failure] of failures) void transaction.store.put(failure, url);
		let surplus = (await transaction.store.count()) - MAX_FAILURES;
		let oldest = surplus > 0 ? await transaction.store.index('time').openCursor() : null;
		for (; oldest !== null && surplus > 0; surplus--) {
			await oldest.delete();
			oldest = await oldest.continue();
		}
		await transaction.done;
	}).catch(() => {});
}

/** URL -> failure, without those that expired more than a day ago, which are deleted. */
export function readFailures(): Promise<Map<string, RememberedFailure>> {
	return tryTo(new Map(), async (database) => {
		const transaction = database.transaction('failures', 'readwrite');
		const [urls, failures] = await Promise.all([transaction.store.getAllKeys(), transaction.store.getAll()]);
		const { live, expired } = byExpiry(
			urls,
			failures,
			({ time, expires }, now) => time <= now && now < expires + AFTERLIFE_MS,
		);
		await Promise.all([...expired.map((url) => transaction.store.delete(url)), transaction.done]);
		return live;
	});
}

/** For when the database is deleted: what was not written yet does not make a new one. */
export function dropWaitingFailures(): void {
	waiting.clear();
}

/** Forgets all failures, or those of some URLs. */
export function forgetFailures(urls?: readonly string[]): Promise<void> {
	if (urls === undefined) dropWaitingFailures();
	for (const url of urls ?? []) waiting.delete(url);
	return tryTo(undefined, async (database) => {
		if (urls === undefined) return database.clear('failures');
		const transaction = database.transaction('failures', 'readwrite');
		await Promise.all([...urls.map((url) => transaction.store.delete(url)), transaction.done]);
	});
}

/** Adds to what is known of a server. */
export function rememberServer(origin: string, news: RememberedServer): Promise<void> {
	return tryTo(undefined, async (database) => {
		const transaction = database.transaction('servers', 'readwrite');
		const known = await transaction.store.get(origin);
		await Promise.all([transaction.store.put({ ...known, ...news }, origin), transaction.done]);
	});
}

/** Origin -> what is known of that server, without what is out of date, which is deleted. */
export function readServers(): Promise<Map<string, RememberedServer>> {
	return tryTo(new Map(), async (database) => {
		const transaction = database.transaction('servers', 'readwrite');
		const [origins, servers] = await Promise.all([
			transaction.store.getAllKeys(),
			transaction.store.getAll(),
		]);
		const { live, expired } = byExpiry(origins, servers, (server, now) => {
			const { corsDeniedUntil = 0, retryAt = 0, broken } = server;
			const end = Math.max(corsDeniedUntil, retryAt, broken === undefined ? 0 : broken.until + AFTERLIFE_MS);
			return now < end && end <= now + LONGEST_MS;
		});
		await Promise.all([...expired.map((origin) => transaction.store.delete(origin)), transaction.done]);
		return live;
	});
}

/** @param otherwise what is answered where the database refuses, or not in time */
function tryTo<T>(otherwise: T, work: (database: Connection) => Promise<T>): Promise<T> {
	return inTime(writeDatabase(work)).catch(() => otherwise);
}

/** @param isLive false also for what is of the future: a clock that was put back would have it believed for years */
function byExpiry<T>(
	keys: readonly string[],
	values: readonly T[],
	isLive: (value: T, now: number) => boolean,
): { live: Map<string, T>; expired: string[] } {
	const live = new Map<string, T>();
	const expired: string[] = [];
	const now = Date.now();
	for (const [index, value] of values.entries()) {
		const key = keys[index] ?? '';
		if (isLive(value, now)) live.set(key, value);
		else expired.push(key);
	}
	return { live, expired };
}

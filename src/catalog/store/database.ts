import { deleteDB, openDB } from 'idb';
import {
	type Connection,
	createStores,
	DATABASE_VERSION,
	isComplete,
	type UnderstudyDatabase,
} from './database-schema.js';
import { dropHeldRules, putInForce } from './held-rules.js';
import { storageName } from './storage-name.js';

/*
 * The one connection of this worker. This file and those on top of it import nothing but idb at run
 * time: a stopped worker reads its settings with them before the first image passes.
 *
 * A database that is damaged or of an older version is made anew, empty: its rules come from the network again.
 * One that the browser refuses (private mode, no space, a newer version of this project, no answer at all) is
 * done without as long as the worker lives, or until what it was asked for comes after all.
 */

/**
 * Longest wait for the browser to open, read or delete the database, in milliseconds. Some never answer, and a
 * transaction of another tab may not end.
 */
const ANSWER_MS = 3000;

/**
 * Errors that a new connection, or else a new database, may cure. `VersionError` is not among them: a
 * newer worker needs its database. Nor are `QuotaExceededError` and `SecurityError`: to delete helps
 * against neither.
 */
const CURABLE: ReadonlySet<string> = new Set([
	'AbortError',
	'ConstraintError',
	'DataError',
	'InvalidStateError',
	'NotFoundError',
	'NotReadableError',
	'UnknownError',
]);

let connection: Promise<Connection> | undefined;

/**
 * Opens the database when first asked for and again after it was lost.
 * Rejects, then at once and for good, if the browser does not open it even after it was deleted.
 */
export function openDatabase(): Promise<Connection> {
	return connection ?? connect(() => open().catch(cureBy(open)).catch(cureBy(openAnew)));
}

/** Closes the connection: a newer worker wants to upgrade, or the database is to be deleted. */
export async function closeDatabase(): Promise<void> {
	const closing = connection;
	connection = undefined;
	(await closing?.catch(() => undefined))?.close();
}

/**
 * Removes everything, for `unregister()`.
 * @throws if the browser does not delete it, or not in time
 */
export async function deleteDatabase(): Promise<void> {
	putInForce(undefined);
	dropHeldRules();
	await closeDatabase();
	await inTime(deleteDB(storageName()));
}

/**
 * For a worker that has become the one in charge. A database of a newer version was left by a worker that is no
 * more: it is of no use, and as long as it is there nothing can be stored. Another tab may hold it for long; the
 * rules in memory are in force until it has gone, and those who go by them keep them until others are installed.
 *
 * @returns whether there was one, which is deleted now
 */
export async function replaceNewerDatabase(): Promise<boolean> {
	try {
		await openDatabase();
		return false;
	} catch (error) {
		if (!(error instanceof DOMException && error.name === 'VersionError')) return false;
	}
	const isDeleted = await deleteDB(storageName()).then(
		() => true,
		() => false,
	);
	await closeDatabase();
	if (isDeleted) putInForce(undefined);
	return isDeleted;
}

type Work<T> = (database: Connection) => Promise<T>;

/**
 * Reads; what cannot be read through a new connection either is deleted, and the new database is read.
 * Rejects if that takes too long, and then at once until the answer is there.
 */
export function readDatabase<T>(work: Work<T>): Promise<T> {
	return persist((database) => readInTime(work(database)), [reopen, recreate, refuse]);
}

/** Writes, through a new connection if the old one fails; the rules in force are not given up for it. */
export function writeDatabase<T>(work: Work<T>): Promise<T> {
	return persist(work, [reopen, () => {}]);
}

function readInTime<T>(reading: Promise<T>): Promise<T> {
	const used = connection;
	return inTime(reading, (error) => {
		if (connection !== used) return;
		refuse(error);
		const refused = connection;
		const tryAgain = () => {
			if (connection === refused) connection = undefined;
		};
		reading.then(tryAgain, tryAgain);
	});
}

/** @param remedies one after each failure; the work is begun as often as there are remedies */
async function persist<T>(work: Work<T>, remedies: readonly ((error: unknown) => void)[]): Promise<T> {
	let failure: unknown;
	for (const remedy of remedies) {
		const used = openDatabase();
		const database = await used;
		try {
			return await work(database);
		} catch (error) {
			if (!isCurable(error)) throw error;
			// other work that failed likewise may have been quicker
			if (connection === used) remedy(error);
			failure = error;
		}
	}
	throw failure;
}

function reopen(): void {
	void closeDatabase();
}

function recreate(): void {
	const closed = closeDatabase();
	connect(() => closed.then(openAnew));
}

function refuse(error: unknown): void {
	void closeDatabase();
	connect(() => Promise.reject(error));
}

function connect(begin: () => Promise<Connection>): Promise<Connection> {
	const opening = begin();
	const inBounds = inTime(opening);
	connection = inBounds;
	inBounds.catch(async () => {
		// after all, but too late for those who waited
		const late = await opening.catch(() => undefined);
		if (connection === inBounds && late !== undefined) connection = opening;
		else late?.close();
	});
	return inBounds;
}

/** Where IndexedDB is blocked, even to name it may throw: here that is a rejection. */
async function open(): Promise<Connection> {
	const database = await openDB<UnderstudyDatabase>(storageName(), DATABASE_VERSION, {
		upgrade: (opened, _, __, { done }) => {
			// whoever opens the database learns how it ends
			done.catch(() => {});
			createStores(opened);
		},
		blocking: closeDatabase,
		terminated: () => {
			connection = undefined;
		},
	});
	if (isComplete(database)) return database;
	database.close();
	throw new DOMException('The database lacks some of its stores.', 'NotFoundError');
}

async function openAnew(): Promise<Connection> {
	await deleteDB(storageName());
	return open();
}

function cureBy<T>(remedy: () => Promise<T>): (error: unknown) => Promise<T> {
	return (error) => (isCurable(error) ? remedy() : Promise.reject(error));
}

function isCurable(error: unknown): boolean {
	return error instanceof DOMException && CURABLE.has(error.name);
}

/**
 * @param giveUp called when the time is over
 * @param limit in milliseconds
 */
export function inTime<T>(
	answer: Promise<T>,
	giveUp: (error: DOMException) => void = () => {},
	limit = ANSWER_MS,
): Promise<T> {
	let timer: ReturnType<typeof setTimeout>;
	const late = new Promise<never>((_, reject) => {
		const error = new DOMException(
			`The browser's storage did not answer within ${limit} ms.`,
			'TimeoutError',
		);
		timer = setTimeout(() => {
			giveUp(error);
			reject(error);
		}, limit);
	});
	return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

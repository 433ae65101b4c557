import type { Settings } from '../catalog/store/settings.js';
import type { Failure } from '../fallback/failure.js';
import type { ErrorMessage, ManifestMessage, ProgressMessage, WorkerMessage } from '../messages.js';
import type { ManifestSource } from './manifest-source.js';
import type { WorkerMemory } from './memory/worker-memory.js';
import type { AttemptSettings, NetworkFailure } from './network.js';
import type { ServerHealth } from './server-health.js';

/**
 * The part of the worker that is not needed while all images are well: rules, planning, what is kept. The drop-in
 * worker has it in a second script, which loads the others when they are needed.
 */
export interface FallbackModule {
	/**
	 * Answers for a picture that failed: with a substitute, or with what the page would have got.
	 *
	 * @throws what the page's own request would have thrown
	 */
	answerFailure(failed: FailedRequest, memory: WorkerMemory): Promise<Response>;
	/** One attempt, or none where the server is known to be away. */
	attemptGuarded(
		request: Request,
		settings: AttemptSettings & { readonly origin: string },
		memory: WorkerMemory,
		event: ExtendableEvent,
	): Promise<Response | NetworkFailure>;
	/** Whether the server of a picture that was replaced, or one of its mirrors, sends it by now. */
	probe(url: string, memory: WorkerMemory): Promise<WorkerMessage>;
	/** For `status()`: origin -> when it is tried again, in milliseconds since the epoch. */
	brokenServers(health: ServerHealth): readonly { readonly origin: string; readonly until: number }[];
	/** Keeps a copy of a good picture, if the manifest wants any. @param response read here */
	keepLastGood(url: string, response: Response, bounds: NonNullable<Settings['lastGood']>): Promise<void>;
	loadInstaller(): Promise<InstallerModule>;
	/** Loads everything that is not loaded yet; without it, parts are loaded when they are needed. */
	loadParts(): Promise<void>;
	/** Deletes the database and all caches. */
	forgetEverything(): Promise<void>;
}

/** The part of the worker that is needed when a manifest is new. */
export interface InstallerModule {
	/** Makes a manifest, if it is new and valid, the rules in force; `outdated`: it may be older than those. */
	installRules(
		source: ManifestSource,
		listeners: InstallListeners,
		memory: WorkerMemory,
	): Promise<ManifestMessage | ErrorMessage | 'outdated'>;
}

export interface FailedRequest {
	readonly request: Request;
	/** what the server gave (a usable response: the page says that it is no picture), or why it gave nothing, or how it failed before */
	readonly outcome: Response | NetworkFailure | Failure;
	readonly event: ExtendableEvent & { readonly clientId?: string };
}

export interface InstallListeners {
	onProgress(progress: ProgressMessage): void;
	onError(error: ErrorMessage): void;
}

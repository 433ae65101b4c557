import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { type RememberedServer, readFailures, readServers } from '../../catalog/store/failure-memory.js';
import type { Rules } from '../../catalog/store/rules.js';
import { storageName } from '../../catalog/store/storage-name.js';
import type { ErrorMessage, WorkerMessage } from '../../messages.js';
import { wasAskedHere } from '../pictures/assets.js';
import { addFailure, type FailureRow, withRemembered } from './failure-list.js';
import { type FoundWorker, findWorkers } from './registrations.js';
import { openStorageOf, readRules } from './stored-rules.js';

/** What the views show: one worker, its rules, and what happens. */
export interface Inspected {
	/** false: workers are still being looked for */
	readonly isReady: boolean;
	readonly workers: readonly FoundWorker[];
	/** the one that is looked at */
	readonly current: FoundWorker | undefined;
	/** undefined: no rules are installed, or they are in the worker's memory only */
	readonly rules: Rules | undefined;
	/** newest first */
	readonly failures: readonly FailureRow[];
	/** by origin */
	readonly servers: ReadonlyMap<string, RememberedServer>;
	/** newest first */
	readonly errors: readonly ErrorMessage[];
	choose(scope: string): void;
	/** asks the worker and the database again */
	refresh(): Promise<void>;
	clearFailures(): void;
}

type Facts = Pick<Inspected, 'isReady' | 'workers' | 'current' | 'rules' | 'servers'>;

const NOTHING: Facts = {
	isReady: false,
	workers: [],
	current: undefined,
	rules: undefined,
	servers: new Map(),
};

/** How long to wait for more news before the worker is asked again, in milliseconds. */
const SETTLE_MS = 400;

const MAX_ERRORS = 20;

/** Looks for a worker and keeps up with it. */
export function useInspected(): Inspected {
	const [facts, setFacts] = useState(NOTHING);
	const [failures, setFailures] = useState<readonly FailureRow[]>([]);
	const [errors, setErrors] = useState<readonly ErrorMessage[]>([]);
	const wanted = useRef<string | undefined>(undefined);
	const isCleared = useRef(false);

	const refresh = useCallback(async () => {
		const workers = await findWorkers();
		const current = workers.find(({ registration }) => registration.scope === wanted.current) ?? workers[0];
		if (current === undefined) return setFacts({ ...NOTHING, isReady: true });
		if (wanted.current !== current.registration.scope) await openStorageOf(current.registration);
		wanted.current = current.registration.scope;
		const hasRules = current.status.manifest !== undefined;
		const rules = hasRules ? await readRules().catch(() => undefined) : undefined;
		const [servers, remembered] =
			rules === undefined ? [NOTHING.servers, new Map()] : await Promise.all([readServers(), readFailures()]);
		setFacts((before) => {
			// the same rules stay the same object: what was drawn by them need not be drawn again
			const isSame = before.rules?.settings.generation === rules?.settings.generation;
			return { isReady: true, workers, current, rules: isSame ? before.rules : rules, servers };
		});
		const ofPages = new Map([...remembered].filter(([url]) => !wasAskedHere(url)));
		if (!isCleared.current) setFailures((rows) => withRemembered(rows, ofPages));
	}, []);

	useEffect(() => {
		void refresh();
		const onVisible = () => document.visibilityState === 'visible' && void refresh();
		document.addEventListener('visibilitychange', onVisible);
		return () => document.removeEventListener('visibilitychange', onVisible);
	}, [refresh]);

	const scope = facts.current?.registration.scope;
	useEffect(() => {
		if (scope === undefined) return;
		let timer: ReturnType<typeof setTimeout>;
		const refreshSoon = () => {
			clearTimeout(timer);
			timer = setTimeout(refresh, SETTLE_MS);
		};
		const channel = new BroadcastChannel(storageName());
		channel.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
			if (data.type !== 'understudy:substitute' || wasAskedHere(data.url)) return;
			setFailures((rows) => addFailure(rows, data));
			refreshSoon();
		};
		const onMessage = ({ data }: MessageEvent<WorkerMessage>) => {
			if (data.type === 'understudy:manifest') refreshSoon();
			if (data.type === 'understudy:error') setErrors((before) => [data, ...before].slice(0, MAX_ERRORS));
		};
		navigator.serviceWorker.addEventListener('message', onMessage);
		navigator.serviceWorker.startMessages();
		return () => {
			clearTimeout(timer);
			channel.close();
			navigator.serviceWorker.removeEventListener('message', onMessage);
		};
	}, [scope, refresh]);

	return {
		...facts,
		failures,
		errors,
		refresh,
		choose(next) {
			wanted.current = undefined;
			isCleared.current = false;
			setFailures([]);
			setErrors([]);
			const found = facts.workers.find(({ registration }) => registration.scope === next);
			if (found === undefined) return;
			void openStorageOf(found.registration).then(() => {
				wanted.current = next;
				return refresh();
			});
		},
		clearFailures() {
			isCleared.current = true;
			setFailures([]);
		},
	};
}

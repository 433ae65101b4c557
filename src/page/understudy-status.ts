import type { StatusMessage } from '../messages.js';
import type { Detail } from './understudy-events.js';

/** What is in force for a page: the worker's own status, and whether the page is covered. */
export interface UnderstudyStatus extends Detail<StatusMessage> {
	/** false: this browser, or this page, has no service workers */
	readonly supported: boolean;
	/** whether the worker answers for this page now */
	readonly controlled: boolean;
}

/** What there is to tell where there is no worker. */
export const NO_WORKER: StatusMessage = {
	type: 'understudy:status',
	mode: 'off',
	manifest: undefined,
	servers: [],
	substitutions: 0,
	failures: {},
	unreachable: [],
	storage: undefined,
};

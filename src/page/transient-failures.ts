import type { FailureReason } from '../messages.js';

/**
 * What may be better the next time: a server, which may be back at any moment and then has all its pictures, or one
 * answer that was no picture. Of a server without CORS nothing else is known.
 */
export type Transient = 'server' | 'answer';

const TRANSIENT: Partial<Record<FailureReason, Transient>> = {
	timeout: 'server',
	network: 'server',
	server: 'server',
	overload: 'server',
	content: 'answer',
	decode: 'answer',
};

/** @returns undefined: it is not worth another try */
export function transientOf(reason: FailureReason): Transient | undefined {
	return TRANSIENT[reason];
}

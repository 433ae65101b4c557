import type { FailureReason, SubstituteKind } from '../../messages.js';
import type { Tone } from './badge.js';

export const KIND_WORDS: Readonly<Record<SubstituteKind | 'none', string>> = {
	'default-image': 'default image',
	'layer-default': 'default image in layers',
	'error-image': 'error image',
	'last-good': 'last good copy',
	properties: 'data',
	none: 'let through',
};

export const KIND_TONES: Readonly<Record<SubstituteKind | 'none', Tone>> = {
	'default-image': 'good',
	'layer-default': 'good',
	'error-image': 'warn',
	'last-good': 'good',
	properties: 'quiet',
	none: 'bad',
};

/** One line for each reason, for those who choose one. */
export const REASON_WORDS: Readonly<Record<FailureReason, string>> = {
	missing: 'there is no such image',
	refused: 'the server refuses',
	invalid: 'the request is not valid',
	server: 'the server has an error',
	overload: 'too many requests',
	timeout: 'no answer in time',
	network: 'unreachable',
	content: 'an answer that is no picture',
	decode: 'a picture that is damaged',
};

/** What a server usually says in such a case; 0: nothing. */
export const USUAL_STATUS: Readonly<Record<FailureReason, number>> = {
	missing: 404,
	refused: 403,
	invalid: 400,
	server: 500,
	overload: 503,
	timeout: 0,
	network: 0,
	content: 200,
	decode: 200,
};

/** `Acme/mug` of `https://images.test/is/image/Acme/mug?wid=3`, and `wid=3`. */
export function urlParts(url: string): { readonly object: string; readonly query: string } {
	const { pathname, search } = new URL(url);
	return { object: decoded(pathname.replace(/^.*?\/is\/image\//, '')), query: search.slice(1) };
}

/** A path is shown as people read it, unless it cannot be. */
function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

export function timeOfDay(time: number): string {
	return new Date(time).toLocaleTimeString('en-GB');
}

/** Time of day, with the date before it where that is not today's. */
export function timeOf(time: number, now = Date.now()): string {
	const day = (moment: number) => new Date(moment).toDateString();
	return day(time) === day(now) ? timeOfDay(time) : dateAndTime(time);
}

export function dateAndTime(time: number): string {
	return new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });
}

export function bytes(count: number): string {
	const units = ['B', 'kB', 'MB', 'GB'];
	const power = Math.min(units.length - 1, count < 1 ? 0 : Math.floor(Math.log10(count) / 3));
	return `${(count / 1000 ** power).toLocaleString('en', { maximumFractionDigits: 1 })} ${units[power]}`;
}

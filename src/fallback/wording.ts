import type { FailureReason } from '../messages.js';
import type { Failure } from './failure.js';

/** Title and message of an error in one language; `{object}`, `{status}` and `{server}` are filled in. */
export interface Wording {
	readonly title: string;
	/** the detailed description of `ErrorDetail` 2 */
	readonly message: string;
}

/** Wordings of one locale; what a shop leaves out comes from the built-in ones. */
export type Wordings = Readonly<Partial<Record<FailureReason, Partial<Wording>>>>;

const english: Readonly<Record<FailureReason, Wording>> = {
	missing: { title: 'Image not found', message: 'The image {object} was not found. {server}' },
	refused: { title: 'Image refused', message: 'The image server refused to send {object}. {server}' },
	invalid: { title: 'Invalid image request', message: 'The request for {object} is not valid. {server}' },
	server: { title: 'Image server error', message: 'The image server failed while making {object}. {server}' },
	overload: {
		title: 'Image server overloaded',
		message: 'The image server is too busy to send {object}. {server}',
	},
	timeout: {
		title: 'Image server too slow',
		message: 'The image server did not answer in time for {object}.',
	},
	network: {
		title: 'Image server not reachable',
		message: 'The image server could not be reached for {object}.',
	},
	content: {
		title: 'No image received',
		message: 'The image server sent something else than a picture for {object}. {server}',
	},
	decode: { title: 'Image damaged', message: 'The picture {object} is damaged and cannot be shown.' },
};

/** The two predefined variables of an error template. */
export interface ErrorText {
	/** `$error.title$` */
	readonly title: string;
	/** `$error.message$`, as deep as `ErrorDetail` allows */
	readonly message: string;
}

/**
 * Words an error as deep as the catalog allows.
 *
 * `ErrorDetail` 0 and 1: the message is the title. 2: the detailed message. 3: as 2, since in an image
 * the documentation reduces it to that.
 *
 * @param object what was asked for, e.g. `Acme/shoes/red`
 * @param messages the shop's own wordings per locale
 * @param locales preferred locales, best first, e.g. `['fr-CA', 'fr']`
 * @see `r-errordetail.md`, `r-errorimage.md`
 */
export function wordError(
	failure: Failure,
	object: string,
	errorDetail: 0 | 1 | 2 | 3,
	messages: Readonly<Record<string, Wordings>> = {},
	locales: readonly string[] = [],
): ErrorText {
	const own = locales.map((locale) => wordingsFor(messages, locale)?.[failure.reason]);
	const builtIn = english[failure.reason];
	const title = own.find((wording) => wording?.title !== undefined)?.title ?? builtIn.title;
	if (errorDetail < 2) return { title, message: title };
	const template = own.find((wording) => wording?.message !== undefined)?.message ?? builtIn.message;
	return { title, message: fill(template, failure, object) };
}

/** `fr_CA`, `fr-ca` and `FR` all find `fr` when there is nothing nearer. */
function wordingsFor(messages: Readonly<Record<string, Wordings>>, locale: string): Wordings | undefined {
	const wanted = normalise(locale);
	const byName = (name: string) => Object.entries(messages).find(([key]) => normalise(key) === name)?.[1];
	return byName(wanted) ?? byName(wanted.split('-')[0] ?? wanted);
}

function normalise(locale: string): string {
	return locale.toLowerCase().replaceAll('_', '-');
}

function fill(template: string, failure: Failure, object: string): string {
	const said = failure.serverText === '' ? '.' : `: ${failure.serverText}`;
	const values: Readonly<Record<string, string>> = {
		'{object}': object,
		'{status}': String(failure.status),
		'{server}': failure.status === 0 ? '' : `It answered ${failure.status}${said}`,
	};
	return template.replace(/\{(?:object|status|server)\}/g, (name) => values[name] ?? name).trim();
}

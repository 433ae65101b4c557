import type { FailureReason } from '../messages.js';
import type { Failure } from './failure.js';
import { english } from './wording/english.js';
import { french } from './wording/french.js';
import { german } from './wording/german.js';
import type { Language, Wording } from './wording/language.js';

export type { Wording } from './wording/language.js';

/** Wordings of one locale; what a shop leaves out comes from the built-in ones. */
export type Wordings = Readonly<Partial<Record<FailureReason, Partial<Wording>>>>;

/** Built-in languages; English is the last resort. */
const LANGUAGES: ReadonlyMap<string, Language> = new Map([
	['en', english],
	['fr', french],
	['de', german],
]);

/** The two predefined variables of an error template. */
export interface ErrorText {
	/** `$error.title$` */
	readonly title: string;
	/** `$error.message$`, as deep as `ErrorDetail` allows */
	readonly message: string;
}

/**
 * Words an error in the best language there is, as deep as the catalog allows.
 *
 * Locale by locale, the shop's own words come before the built-in ones; a locale that has neither gives way
 * to the next, the last one to English.
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
	const title = choose('title', failure.reason, messages, locales).template;
	if (errorDetail < 2) return { title, message: title };
	const { template, language } = choose('message', failure.reason, messages, locales);
	return { title, message: fill(template, language, failure, object) };
}

/** The words of the first locale that has any. */
function choose(
	part: keyof Wording,
	reason: FailureReason,
	messages: Readonly<Record<string, Wordings>>,
	locales: readonly string[],
): { template: string; language: Language } {
	const own = new Map(Object.entries(messages).map(([locale, wordings]) => [normalise(locale), wordings]));
	for (const locale of locales.map(normalise)) {
		// fr-ca finds fr where there is nothing nearer
		const [name = ''] = locale.split('-', 1);
		const language = LANGUAGES.get(name);
		const template =
			own.get(locale)?.[reason]?.[part] ??
			own.get(name)?.[reason]?.[part] ??
			language?.wordings[reason][part];
		if (template !== undefined) return { template, language: language ?? english };
	}
	return { template: own.get('en')?.[reason]?.[part] ?? english.wordings[reason][part], language: english };
}

/** `fr_CA` and `FR-ca` are the same. */
function normalise(locale: string): string {
	return locale.toLowerCase().replaceAll('_', '-');
}

function fill(template: string, language: Language, { status, serverText }: Failure, object: string): string {
	const said = serverText === '' ? language.answered : language.answeredWith;
	return insert(template, {
		object,
		status: String(status),
		// without an answer there is at most what was found out here
		server: status === 0 ? serverText : insert(said, { status: String(status), text: serverText }),
	}).trim();
}

/** What is inserted is not searched for names again. */
function insert(template: string, values: Readonly<Record<string, string>>): string {
	return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
		Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
	);
}

import type { ValueType } from './value-type.js';

/** Finds a keyword in any case and answers it in its documented spelling. */
export function findWord<T extends string>(words: readonly T[], text: string): T | undefined {
	const wanted = text.toLowerCase();
	return words.find((word) => word.toLowerCase() === wanted);
}

/** One of several keywords; the documentation is silent about their case, so any is accepted. */
export function keyword<const T extends string>(...words: readonly T[]): ValueType<T> {
	return {
		form: `one of ${words.join(', ')}`,
		read: (text) => findWord(words, text),
		write: (value) => value,
	};
}

/** Any string, the empty one included. */
export const anyText: ValueType<string> = {
	form: 'a string',
	read: (text) => text,
	write: (value) => value,
};

/** A string of which every character matches; the empty one only if `pattern` says so. */
export function textLike(pattern: RegExp, form: string): ValueType<string> {
	return { form, read: (text) => (pattern.test(text) ? text : undefined), write: (value) => value };
}

/** Names separated by commas, e.g. of paths embedded in a source file. */
export const names: ValueType<readonly string[]> = {
	form: 'one or more names, separated by commas',
	read(text) {
		const list = text.split(',');
		return list.every((name) => name !== '') ? list : undefined;
	},
	write: (value) => value.join(','),
};

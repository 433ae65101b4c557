import { decodeElement, decodeValue, encodeObject } from '../encoding.js';
import type { ValueType } from './value-type.js';

/**
 * What `src=` and `mask=` name, before anything is looked up. The texts of nested and embedded
 * requests are still encoded: they are decoded where they are read.
 */
export type SourceReference =
	| { readonly type: 'object'; readonly specifier: string }
	| { readonly type: 'embedded'; readonly renderer: 'is' | 'ir' | 'fxg'; readonly text: string }
	| { readonly type: 'foreign'; readonly url: string };

const PREFIX = /^(is|ir|fxg)?[({]/;

/** Where the text between the delimiters begins and ends, or undefined if there are none. */
export function delimitedText(
	value: string,
	anyCase: boolean,
): { renderer: 'is' | 'ir' | 'fxg' | undefined; start: number; end: number } | undefined {
	const head = value.slice(0, 4);
	const match = PREFIX.exec(anyCase ? head.toLowerCase() : head);
	if (!match || !/[)}]$/.test(value)) return undefined;
	const renderer = match[1] as 'is' | 'ir' | 'fxg' | undefined;
	return { renderer, start: match[0].length, end: value.length - 1 };
}

/**
 * `object`, `is(request)`, `ir(request)`, `fxg(request)` or `(URL)`; braces may stand for parentheses.
 * @param anyCase `mask=` takes the prefixes in any case, `src=` does not (`r-mask.md`, `r-src.md`)
 */
function source(anyCase: boolean): ValueType<SourceReference> {
	return {
		form: 'an object without commas, is(request), ir(request), fxg(request) or (URL)',
		read(value) {
			const delimited = delimitedText(value, anyCase);
			if (delimited) {
				const text = value.slice(delimited.start, delimited.end);
				if (delimited.renderer) return { type: 'embedded', renderer: delimited.renderer, text };
				return { type: 'foreign', url: text };
			}
			const isOpen = PREFIX.test(anyCase ? value.slice(0, 4).toLowerCase() : value.slice(0, 4));
			const specifier = isOpen ? '' : decodeValue(value);
			return specifier === '' || specifier.includes(',') ? undefined : { type: 'object', specifier };
		},
		write(reference) {
			if (reference.type === 'object') return encodeObject(reference.specifier);
			if (reference.type === 'embedded') return `${reference.renderer}(${reference.text})`;
			return `(${reference.url})`;
		},
	};
}

export const layerSource = source(false);
export const maskSource = source(true);

/** An object: a catalog entry or a path. A comma is not permitted, not even encoded (`r-object.md`). */
export const object: ValueType<string> = {
	form: 'an object without commas',
	read: (text) => (text === '' || text.includes(',') ? undefined : text),
	write: (value) => value,
};

/** As `object`, or empty. */
export const objectOrNothing: ValueType<string> = {
	form: 'an object without commas, or nothing',
	read: (text) => (text.includes(',') ? undefined : text),
	write: (value) => value,
};

/** Elements of a URL path, each decoded by itself: `%2F` within one is data. Empty ones do not count. */
export function pathElements(path: string): string[] {
	return path
		.split('/')
		.filter((element) => element !== '')
		.map(decodeElement);
}

import { attributeFlag, attributeText } from './attributes.js';
import { type Assignment, type Draft, keepLeftover } from './draft.js';
import { decodeValue } from './encoding.js';
import { findObject, type Lookup } from './find-object.js';
import type { ImageRequest, LayerSource, MaskSource } from './image-request.js';
import type { LayerDefault } from './layer-default.js';
import type { Limits } from './limits.js';
import type { Translate } from './locale.js';
import type { ProblemList } from './problem-list.js';
import { readValue } from './read-values.js';
import { readRtf } from './rtf/read-rtf.js';
import { tellShortfalls } from './shortfalls.js';
import { delimitedText, type SourceReference } from './value-types/source.js';
import type { Variables } from './variables.js';

/** What is needed to find out where pixels come from. */
export interface SourceContext {
	readonly lookup: Lookup;
	/** RootId of the main catalog */
	readonly catalog: string;
	readonly translate: Translate;
	readonly limits: Limits;
	readonly problems: ProblemList;
	readonly draft: Draft;
	readonly layerDefault: LayerDefault | undefined;
	/** @returns undefined if the nesting is too deep or the request too large */
	readNested(text: string, position: number | undefined): ImageRequest | undefined;
}

/** Reads `src=`, `text=` or `textPs=`; undefined: nothing could be made of it. */
export function readSource(assignment: Assignment, context: SourceContext): LayerSource | undefined {
	const { name } = assignment.spelling;
	if (name === 'text' || name === 'textPs') return readText(name, assignment, context);
	return readImage(assignment, context);
}

/** Reads `src=` or `mask=` (`r-src.md`, `r-mask.md`, `r-request-nesting-and-embedding.md`). */
export function readImage(assignment: Assignment, context: SourceContext): MaskSource | undefined {
	const { problems, draft } = context;
	const { modifier, segment, variables, value } = assignment;
	const anyCase = assignment.spelling.name === 'mask';
	const text = substituteSource(value, variables, anyCase);
	const reference = readValue(assignment, text, draft, problems) as SourceReference | undefined;
	if (!reference) return undefined;
	if (reference.type === 'object') {
		return {
			type: 'image',
			object: findObject(reference.specifier, context.catalog, context.lookup, context.translate),
		};
	}
	if (reference.type === 'foreign') {
		const url = foreignUrl(reference.url, context);
		if (typeof url === 'string') return { type: 'foreign', url };
		problems.error('not-permitted', url.refusal, modifier);
		keepLeftover(draft, modifier, segment);
		return undefined;
	}
	if (reference.renderer !== 'is') {
		keepLeftover(draft, modifier, segment);
		return { type: 'unsupported', renderer: reference.renderer, text: reference.text };
	}
	const start = delimitedText(text, anyCase)?.start ?? 0;
	const untouched = text === value && modifier.position !== undefined;
	const position = untouched ? modifier.position + assignment.valueStart + start : undefined;
	const request = context.readNested(reference.text, position);
	if (request) return { type: 'nested', request };
	problems.error(
		'too-large',
		'The nested request was left out: the nesting is too deep or too large.',
		modifier,
	);
	keepLeftover(draft, modifier, segment);
	return undefined;
}

/** Replaces variables; what they hold is protected from the second reading that a nested request means. */
function substituteSource(value: string, variables: Variables, anyCase: boolean): string {
	const delimited = delimitedText(value, anyCase);
	if (!delimited) return variables.substitute(value, 'value');
	const inner = value.slice(delimited.start, delimited.end);
	const substitution = delimited.renderer === undefined ? 'foreign' : 'nested';
	return (
		value.slice(0, delimited.start) + variables.substitute(inner, substitution) + value.slice(delimited.end)
	);
}

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;

/** The URL to fetch; a relative one counts from `RootUrl`, an absolute one needs `AllowDirectUrls`. */
function foreignUrl(url: string, { lookup, catalog }: SourceContext): string | { refusal: string } {
	const { catalogs } = lookup;
	if (ABSOLUTE.test(url) || url.startsWith('//')) {
		if (!/^https?:/i.test(url)) return { refusal: 'Only http and https can be embedded.' };
		return attributeFlag(catalogs, catalog, 'AllowDirectUrls')
			? url
			: { refusal: 'The catalog does not allow absolute URLs: AllowDirectUrls is not 1.' };
	}
	const root = attributeText(catalogs, catalog, 'RootUrl');
	if (root === '') return { refusal: 'The catalog has no RootUrl that a relative URL could count from.' };
	return `${root.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}

/** `%F0%9F%91%9F` is two characters of a string: what is longer than this has more than it may. */
const LONGEST_ENCODED = 9;

/** A text that is longer than it may be is an error, and what is over is not even decoded. */
function readText(renderer: 'text' | 'textPs', assignment: Assignment, context: SourceContext): LayerSource {
	const { limits, problems, draft } = context;
	const { modifier, segment, variables } = assignment;
	const value = variables.substitute(assignment.value, 'value');
	const text = decodeValue(value.slice(0, LONGEST_ENCODED * (limits.textLength + 1)));
	const readable = text.slice(0, limits.textLength);
	if (readable.length < text.length) {
		const message = `The text is longer than ${limits.textLength} characters.`;
		problems.error('too-large', message, modifier);
		keepLeftover(draft, modifier, segment);
	}
	tellShortfalls(renderer, readable, modifier, problems);
	if (!variables.budget.spendText(readable.length)) {
		problems.error('too-large', 'The texts of a request are too long together.', modifier);
		keepLeftover(draft, modifier, segment);
		return { type: 'text', renderer, document: readRtf('', renderer) };
	}
	return { type: 'text', renderer, document: readRtf(readable, renderer) };
}

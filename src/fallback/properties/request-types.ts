import { decodeValue } from '../../protocol/encoding.js';
import { quote } from '../../protocol/problem-list.js';
import type { RequestType } from '../../protocol/values.js';
import { type Answerer, type Refused, refusal } from './answer.js';
import { catalogProps } from './answers/catalogprops.js';
import { contentProps } from './answers/content-props.js';
import { exists } from './answers/exists.js';
import { imageProps } from './answers/imageprops.js';
import { map } from './answers/map.js';
import { ofType } from './answers/of-type.js';
import { props } from './answers/props.js';
import { resolve } from './answers/resolve.js';
import { imageSet, targets, userData } from './answers/strings.js';
import { validate } from './answers/validate.js';
import { xlate } from './answers/xlate.js';

export type Format = NonNullable<RequestType['format']>;

/** A type of request that is not answered with a picture. */
export interface PropertyType {
	/** the first one is that of a request that names none */
	readonly formats: readonly [Format, ...Format[]];
	/** undefined: nobody but the server can answer */
	readonly answer?: Answerer;
	/** there is no such type */
	readonly refused?: Refused;
}

const ALL = ['text', 'javascript', 'xml', 'json'] as const;
const DATA = ['text', 'xml', 'json'] as const;

/**
 * The types of requests that are answered with text (`r-req.md`). How long a reply may be kept, the
 * catalog floor knows.
 */
const PROPERTY_TYPES: Readonly<Record<string, PropertyType>> = {
	exists: { formats: ALL, answer: exists },
	imageprops: { formats: ALL, answer: imageProps },
	props: { formats: ALL, answer: props },
	catalogprops: { formats: ALL, answer: catalogProps },
	imageset: { formats: ALL, answer: imageSet },
	map: { formats: DATA, answer: map },
	targets: { formats: DATA, answer: targets },
	userdata: { formats: DATA, answer: userData },
	xlate: { formats: ALL, answer: xlate },
	validate: { formats: ALL, answer: validate },
	resolve: { formats: ['text'], answer: resolve },
	set: { formats: ['xml', 'json'] },
	mbrset: { formats: ['text', 'xml'] },
	xmp: { formats: ['xml'] },
	loadcache: { formats: ['text'] },
	message: { formats: ['text'] },
	savetofile: { formats: ['text'] },
};

/** The type of a request for the server itself: no object, no modifiers (`r-req.md`). */
const GREETING: PropertyType = { formats: ['text'] };

/**
 * What a request asks for instead of a picture; undefined: a picture.
 * @param url of the request, as it was made
 */
export function propertyType(
	req: RequestType | undefined,
	hasObject: boolean,
	url: string,
): PropertyType | undefined {
	const isBare = req === undefined && !hasObject && /^[^?#]*\??(?:#|$)/.test(url);
	if (isBare) return GREETING;
	return req && Object.hasOwn(PROPERTY_TYPES, req.type) ? PROPERTY_TYPES[req.type] : undefined;
}

/** What can be asked of static content (`r-serving-static-non-image-content.md`). */
const STATIC_TYPES: Readonly<Record<string, PropertyType>> = {
	exists: { formats: ALL, answer: ofType(exists) },
	props: { formats: ALL, answer: ofType(contentProps) },
	userdata: { formats: DATA, answer: ofType(userData) },
};

/** A request for a file, or for what nobody but the server knows: no picture was asked for in any case. */
const FILE: PropertyType = { formats: ['text'] };

/** What a request for static content asks for. */
export function staticType(req: RequestType | undefined): PropertyType {
	return (req && Object.hasOwn(STATIC_TYPES, req.type) && STATIC_TYPES[req.type]) || FILE;
}

/**
 * A type that the documentation does not have. Whoever asks for it in a format waits for an answer in that
 * format; no picture was asked for in any case.
 * @param piece `req=foo,json`, as written
 */
export function unknownType(piece: string): PropertyType {
	const [name = '', wanted = ''] = decodeValue(piece.slice(piece.indexOf('=') + 1)).split(',');
	const format = ALL.find((known) => known === wanted.toLowerCase()) ?? 'text';
	return { formats: [format], refused: refusal(`There is no request of type ${quote(name)}.`) };
}

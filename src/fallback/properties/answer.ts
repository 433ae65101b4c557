import type { Attributes } from '../../catalog/attributes/attributes.js';
import type { Catalogs } from '../../protocol/catalogs.js';
import type { ImageRequest } from '../../protocol/image-request.js';
import type { Rectangle, Size } from '../../protocol/values.js';
import type { Failure } from '../failure.js';
import type { ErrorText } from '../wording.js';

/** A property: `objectName.propertyName` (or a name without an object) and its value. */
export type Property = readonly [name: string, value: string];

/** What a request comes to, before it is written in a format. */
export type Answer = Answered | Refused;

export interface Answered {
	readonly properties: readonly Property[];
	/** body of the format `text` where that is not the list of properties */
	readonly text?: string;
	/** body of the format `xml` where that is not the list of properties */
	readonly xml?: string;
}

/** The catalog itself answers with an error. */
export interface Refused {
	readonly failure: Failure;
}

/** Answers one type of request; undefined: the catalog does not know. */
export type Answerer = (request: ImageRequest, resources: PropertyResources) => Answer | undefined;

/** What an answer is made from. */
export interface PropertyResources {
	/** those of the shop; records that `propertyLookups` names are among them */
	readonly catalogs: Catalogs;
	/** in force for the request, overrides by rules included */
	readonly attributes: Attributes;
	/** puts a failure into the shopper's words */
	readonly word: (failure: Failure) => ErrorText;
	/** undefined: what depends on the view (`props`, scaled image maps) is not known */
	readonly view?: ReplyView | undefined;
	/** of the reply, milliseconds since the epoch; default now */
	readonly time?: number | undefined;
}

/**
 * What only a renderer knows: the reply to `req=img` for a composite of this size, in pixels.
 * @throws if there is none, e.g. because it exceeds `MaxPix`
 */
export type ReplyView = (
	request: ImageRequest,
	composite: Size,
) => {
	readonly reply: Size;
	/** where the whole composite lies in the reply */
	readonly picture: Rectangle;
	/** MIME type */
	readonly type: string;
};

/** The failure of a request that breaks a rule, told in one sentence. */
export function refusal(sentence: string): Refused {
	return { failure: { reason: 'invalid', status: 0, serverText: sentence } };
}

/** The first thing in a request that the documentation answers with an error. */
export function refusalOf({ problems }: ImageRequest): Refused | undefined {
	const problem = problems.find(({ severity }) => severity === 'error');
	return problem && refusal(problem.message);
}

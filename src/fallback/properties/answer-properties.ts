import { catalogOf } from '../../catalog/lookup/record-lookup.js';
import { hoursToLive } from '../../catalog/lookup/time-to-live.js';
import { type Catalogs, DEFAULT_CATALOG, type RecordKey } from '../../protocol/catalogs.js';
import type { ImageRequest } from '../../protocol/image-request.js';
import { type Failure, UNAVAILABLE_REASONS } from '../failure.js';
import { LONGEST_HOURS } from '../time-to-live.js';
import { type Answered, type PropertyResources, refusal } from './answer.js';
import { translations } from './answers/xlate.js';
import { handlerName } from './handler-name.js';
import type { PropertyReply } from './property-reply.js';
import { type Format, type PropertyType, propertyType, staticType, unknownType } from './request-types.js';
import { errorReply, writeAnswer } from './write-reply.js';

/** Whether a request is answered with text: all types but `img`, `tmb` and `mask`, those that nobody knows too. */
export function asksForProperties(request: ImageRequest): boolean {
	return typeOf(request) !== undefined;
}

/**
 * Records that an answer needs besides those that the request names, for a caller that does not hold all
 * of them. Few: the translations of one id (`req=xlate`).
 */
export function propertyLookups(request: ImageRequest, catalogs: Catalogs): readonly RecordKey[] {
	return request.commands.req?.type === 'xlate' ? translations(request, catalogs) : [];
}

/**
 * Answers for a property request that failed. A server that cannot be reached is stood in for as far as
 * the client's own catalog knows the answer; else the error is told in the format that was asked for.
 *
 * @param request with the records that it names
 * @returns undefined: what came from the server is the best there is, even if it is an error. JSONP is the
 * exception, as a browser does not run a script that came with the status of an error.
 * @see `r-req.md`, `c-properties.md`, `r-errors.md`
 */
export function answerProperties(
	failure: Failure,
	request: ImageRequest,
	resources: PropertyResources,
): PropertyReply | undefined {
	// the server did send what it takes for an answer
	if (failure.reason === 'content' || failure.reason === 'decode') return undefined;
	const type = typeOf(request);
	if (type === undefined) return undefined;
	const { req, id = '' } = request.commands;
	const format = req?.format ?? type.formats[0];
	const tell = (error: Failure) => errorReply(format, resources.word(error), error, id);

	if ((UNAVAILABLE_REASONS as readonly string[]).includes(failure.reason)) {
		const handler = handlerName(request);
		if (format === 'json' && handler === undefined) {
			return tell(refusal('handler= needs letters and digits only.').failure);
		}
		const answer = type.refused ?? fromCatalog(type, format, request, resources);
		if (answer && 'failure' in answer) return tell(answer.failure);
		if (answer) return reply(answer, format, handler ?? '', request, resources);
	}
	return format === 'json' || failure.status === 0 ? tell(failure) : undefined;
}

function typeOf({ commands, context, object, url, problems }: ImageRequest): PropertyType | undefined {
	const misnamed = problems.find(({ code, piece }) => code === 'invalid-value' && /^req=/i.test(piece));
	if (commands.req === undefined && misnamed) return unknownType(misnamed.piece);
	if (context === 'content') return staticType(commands.req);
	return propertyType(commands.req, object !== undefined, url);
}

function fromCatalog(
	{ answer, formats }: PropertyType,
	format: Format,
	request: ImageRequest,
	resources: PropertyResources,
) {
	if (!formats.includes(format) || !isHeld(request, resources.catalogs)) return undefined;
	return answer?.(request, resources);
}

/**
 * Whether the catalog that a request is about is among those the client has. Of a RootId that is not, nothing
 * can be said: not even that an object does not exist. Nor of static content where none is listed.
 */
function isHeld({ context, object, catalog }: ImageRequest, catalogs: Catalogs): boolean {
	if (context === undefined) return false;
	if (object?.record !== undefined) return true;
	const [rootId = '', ...rest] = object?.specifier.split('/') ?? [];
	const named = catalog === DEFAULT_CATALOG && rest.length > 0 ? rootId : catalog;
	const held = catalogOf(catalogs, named);
	return held !== undefined && (context === 'image' || held.staticContent !== undefined);
}

function reply(
	answer: Answered,
	format: Format,
	handler: string,
	request: ImageRequest,
	{ catalogs, time = Date.now() }: PropertyResources,
): PropertyReply {
	const hours = Math.min(hoursToLive(request, catalogs), LONGEST_HOURS);
	const written = writeAnswer(answer, format, { handler, id: request.commands.id ?? '', time });
	return { ...written, status: 200, seconds: Math.round(3600 * hours) };
}

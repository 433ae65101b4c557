import { type Failure, UNAVAILABLE_REASONS } from '../failure.js';
import type { ErrorText } from '../wording.js';
import type { Answered, Property } from './answer.js';
import { writeJavascript } from './formats/javascript.js';
import { writeJsonp } from './formats/jsonp.js';
import { writeText } from './formats/text.js';
import { writeXml } from './formats/xml.js';
import type { PropertyReply } from './property-reply.js';
import type { Format } from './request-types.js';

type Written = Pick<PropertyReply, 'type' | 'body'>;

/** Bodies of these types are ASCII, or say themselves how they are encoded. */
const TYPES: Readonly<Record<Format, string>> = {
	text: 'text/plain',
	javascript: 'text/javascript',
	xml: 'text/xml',
	json: 'text/javascript',
};

/** Text that goes out as it is: a catalog's field, a message. */
const RAW_TEXT = 'text/plain; charset=utf-8';

interface Envelope {
	/** function that JSONP calls, checked */
	readonly handler: string;
	/** value of `id=` */
	readonly id: string;
	/** milliseconds since the epoch */
	readonly time: number;
}

/** Writes an answer in the format that was asked for. */
export function writeAnswer(answer: Answered, format: Format, { handler, id, time }: Envelope): Written {
	const { properties, text, xml } = answer;
	const type = TYPES[format];
	switch (format) {
		case 'text':
			return text === undefined
				? { type, body: writeText(properties, time) }
				: { type: RAW_TEXT, body: text };
		case 'javascript':
			return { type, body: writeJavascript(properties) };
		case 'xml':
			return { type, body: xml ?? writeXml(properties) };
		case 'json':
			return { type, body: writeJsonp(handler, properties, id) };
	}
}

/**
 * An error in the format that was asked for. As text it is the bare message; JSONP calls `s7jsonError`,
 * whatever `handler=` says.
 *
 * @see `r-errors.md`, `r-json-properties.md`
 */
export function errorReply(format: Format, text: ErrorText, failure: Failure, id: string): PropertyReply {
	return { ...writeError(format, text, id), status: format === 'json' ? 200 : statusOf(failure), seconds: 0 };
}

function writeError(format: Format, { title, message }: ErrorText, id: string): Written {
	const properties: readonly Property[] = [
		['error.title', title],
		['error.message', message],
	];
	const type = TYPES[format];
	switch (format) {
		case 'text':
			return { type: RAW_TEXT, body: message };
		case 'javascript':
			return { type, body: writeJavascript(properties) };
		case 'xml':
			return { type, body: writeXml(properties) };
		case 'json': {
			// in this order, as real servers send them
			const data: readonly Property[] = [
				['message', message],
				['title', title],
			];
			return { type, body: writeJsonp('s7jsonError', data, id) };
		}
	}
}

/** The server's own status; where it gave none, that of a gateway, or of the documented common errors. */
function statusOf({ reason, status }: Failure): number {
	if (status >= 400) return status;
	if (reason === 'timeout') return 504;
	return (UNAVAILABLE_REASONS as readonly string[]).includes(reason) ? 503 : 403;
}

import type { Fault } from '../servers/faults.js';

/** How a page asks for a picture. */
export const WAYS = [
	'img',
	'lazy img',
	'picture',
	'background',
	'SVG image',
	'new Image()',
	'fetch()',
	'img crossorigin',
	'second tab',
] as const;

export type Way = (typeof WAYS)[number];

/**
 * What is seen: a substitute and its reason (`default missing`, `error refused`), the `picture` itself, or, as without
 * the layer, a `failure`, or a browser that is still `waiting` when the time for an answer is long over.
 */
export type Cell = `${'default' | 'error'} ${string}` | 'picture' | 'failure' | 'waiting';

/** Where the faulty server is: most answer, with a fault. */
export type Place = 'refused' | 'dns' | 'tls' | 'offline';

export interface FaultRow {
	readonly name: string;
	/** what the image server does; a place where there is none */
	readonly fault: Fault | Place;
	/** what is seen in all ways but `except` */
	readonly seen: Cell;
	readonly except?: Readonly<Partial<Record<Way, Cell>>>;
}

const status = (code: number, name: string, seen: Cell, more: object = {}): FaultRow => ({
	name: `${code} ${name}`.trim(),
	fault: { type: 'status', status: code, ...more },
	seen,
});

/** Whose fault only an element of the document shows: nobody sees what a script does with its own. */
const UNSEEN = { 'new Image()': 'failure', 'fetch()': 'failure' } as const;

/** Whose answers nobody may read: where the page asks with CORS there is no answer at all. */
const UNREADABLE = {
	'new Image()': 'failure',
	'fetch()': 'default network',
	'img crossorigin': 'default network',
} as const;

/** With the header that lets it be read. */
const NO_CONTENT = 'HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: *\r\nConnection: close\r\n\r\n';

/** Each way in which an image does not arrive, and what a shopper sees instead. */
export const FAULTS: Readonly<Record<string, readonly FaultRow[]>> = {
	'Statuses that speak for themselves': [
		status(400, 'bad request', 'error invalid'),
		status(401, 'unauthorized', 'error refused'),
		status(402, 'payment required', 'error refused'),
		status(404, 'not found', 'default missing'),
		status(405, 'method not allowed', 'error invalid'),
		status(406, 'not acceptable', 'error invalid'),
		status(408, 'request timeout', 'error invalid'),
		status(409, 'conflict', 'error invalid'),
		status(410, 'gone', 'default missing'),
		status(413, 'content too large', 'error invalid'),
		status(414, 'URI too long', 'error invalid'),
		status(415, 'unsupported media type', 'error invalid'),
		status(422, 'unprocessable', 'error invalid'),
		status(425, 'too early', 'default overload'),
		status(429, 'too many requests', 'default overload'),
		status(451, 'unavailable for legal reasons', 'error refused'),
		status(500, 'internal error', 'default server'),
		status(501, 'not implemented', 'default server'),
		status(502, 'bad gateway', 'default server'),
		status(503, 'service unavailable', 'default overload'),
		status(504, 'gateway timeout', 'default server'),
		status(507, 'insufficient storage', 'default server'),
		status(520, 'of a content network', 'default server'),
		status(529, 'overloaded', 'default overload'),
		status(599, '', 'default server'),
	],
	'Statuses that need a look at the text': [
		{ name: '403 "Unable to find"', fault: { type: 'missing' }, seen: 'default missing' },
		status(403, 'without a text', 'default missing', { body: '' }),
		status(403, '"Client IP address forbidden"', 'error refused', { body: 'Client IP address forbidden.' }),
		status(403, '"size exceeds the limit"', 'error invalid', { body: 'The size exceeds the limit of 3000.' }),
		status(403, '"too many requests"', 'default overload', { body: 'Too many requests, try again later.' }),
		status(403, 'as HTML', 'error refused', {
			contentType: 'text/html',
			body: '<h1>Access Denied</h1><p>Reference #18.2</p>',
		}),
		status(503, 'wants to be asked again in an hour', 'default overload', {
			headers: { 'retry-after': '3600' },
		}),
		{
			name: '404 with a picture as its body',
			fault: { type: 'relabelled', status: 404 },
			seen: 'default missing',
		},
	],
	'Status 200, and no picture': [
		{ name: 'an HTML page', fault: { type: 'html' }, seen: 'error content' },
		{
			name: 'JSON',
			fault: { type: 'status', status: 200, contentType: 'application/json', body: '{}' },
			seen: 'error content',
		},
		{ name: 'no bytes', fault: { type: 'empty' }, seen: 'error content' },
		{ name: '204 no content', fault: { type: 'raw', bytes: NO_CONTENT }, seen: 'error content' },
		{
			name: 'rubbish labelled as JPEG',
			fault: { type: 'status', status: 200, contentType: 'image/jpeg', body: 'rubbish' },
			seen: 'error decode',
			except: { 'new Image()': 'failure', 'fetch()': 'picture' },
		},
		{
			name: 'half of it, then the connection breaks',
			fault: { type: 'truncated' },
			seen: 'error decode',
			except: UNSEEN,
		},
		{ name: 'half of it, of unknown length', fault: { type: 'cut' }, seen: 'error decode', except: UNSEEN },
		{
			name: 'a picture labelled as plain text',
			fault: { type: 'relabelled', contentType: 'text/plain' },
			seen: 'picture',
		},
		{
			name: 'a picture labelled as bytes',
			fault: { type: 'relabelled', contentType: 'application/octet-stream' },
			seen: 'picture',
		},
	],
	'An answer that does not end': [
		{ name: 'half of it, then silence', fault: { type: 'stalled' }, seen: 'waiting' },
		{
			name: 'all of it, then a byte now and then',
			fault: { type: 'endless' },
			seen: 'waiting',
			// they have no end that a page hears of: what has come is drawn
			except: { background: 'picture', 'SVG image': 'picture' },
		},
	],
	'No answer': [
		{ name: 'silence', fault: { type: 'hang' }, seen: 'default timeout' },
		{ name: 'connection reset', fault: { type: 'reset' }, seen: 'default network' },
		{ name: 'connection closed without a word', fault: { type: 'raw', bytes: '' }, seen: 'default network' },
		{
			name: 'something that is no HTTP',
			fault: { type: 'raw', bytes: 'SSH-2.0-OpenSSH_9.2\r\n' },
			// taken for HTTP/0.9 and refused by the browser
			seen: 'default network',
		},
		{ name: 'connection refused', fault: 'refused', seen: 'default network' },
		{ name: 'no such name (DNS)', fault: 'dns', seen: 'default network' },
		{ name: 'TLS fails', fault: 'tls', seen: 'default network' },
		{
			name: 'redirects in a circle',
			fault: { type: 'status', status: 302, headers: { location: '/is/image/Acme/green' } },
			seen: 'default network',
		},
		{
			name: 'redirect to where nobody answers',
			fault: { type: 'status', status: 302, headers: { location: 'http://localhost:59999/' } },
			seen: 'default network',
		},
		{ name: 'offline', fault: 'offline', seen: 'default network' },
	],
	'No CORS headers': [
		{
			name: 'a good picture',
			fault: { type: 'no-cors' },
			seen: 'picture',
			except: { 'fetch()': 'default network', 'img crossorigin': 'default network' },
		},
		{ name: '404', fault: { type: 'no-cors', status: 404 }, seen: 'default decode', except: UNREADABLE },
		{ name: '500', fault: { type: 'no-cors', status: 500 }, seen: 'default decode', except: UNREADABLE },
	],
};

export function expectedCell({ seen, except }: FaultRow, way: Way): Cell {
	return except?.[way] ?? seen;
}

import type { ResponseHeader } from '../../catalog/rules/response-headers.js';
import type { Failure } from '../../fallback/failure.js';
import type { SubstituteKind } from '../../messages.js';

/** The header that explains a substitution: `default-image; reason=missing; status=403`. */
export const SUBSTITUTE_HEADER = 'X-Image-Understudy';

export interface SubstituteBody {
	readonly body: BodyInit;
	/** MIME type */
	readonly type: string;
	/** time to live; 0: must not be kept */
	readonly seconds: number;
}

export interface SubstituteOptions {
	/** 200 as documented, or an error status: browsers show an image body all the same */
	readonly status?: number;
	/** when the work began that ends here, on the clock of `performance`; absent: nobody wants to know */
	readonly start?: number;
	/** what a rule set adds; the headers that describe the substitute itself stay as they are */
	readonly headers?: readonly ResponseHeader[];
}

export function substituteResponse(
	{ body, type, seconds }: SubstituteBody,
	kind: SubstituteKind,
	failure: Failure,
	{ status = 200, headers: additional = [], start }: SubstituteOptions = {},
): Response {
	const headers = new Headers({
		'Content-Type': type,
		'Cache-Control': seconds > 0 ? `max-age=${seconds}` : 'no-store',
		Date: new Date().toUTCString(),
		[SUBSTITUTE_HEADER]: `${kind}; reason=${failure.reason}; status=${failure.status}`,
	});
	if (start !== undefined) {
		const took = (performance.now() - start).toFixed(1);
		headers.set('Server-Timing', `understudy;desc="${kind}";dur=${took}`);
	}
	for (const { name, action, value } of additional) addHeader(headers, name, action, value);
	return new Response(body, { status, headers });
}

/** What the body is, and that it is a substitute: pages and the worker itself rely on it. */
const OWN_HEADERS = new Set(['content-type', 'content-length', SUBSTITUTE_HEADER.toLowerCase()]);

/** A rule's header comes partly from the URL: one that is none costs the header, not the picture. */
function addHeader(headers: Headers, name: string, action: 'set' | 'add', value: string): void {
	if (OWN_HEADERS.has(name.toLowerCase())) return;
	try {
		if (action === 'set') headers.set(name, value);
		else headers.append(name, value);
	} catch {
		// not a header name or value
	}
}

/** The plain error of a request that no picture could answer. */
export function textResponse(text: string, status: 503 | 504): Response {
	return new Response(text, {
		status,
		headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
	});
}

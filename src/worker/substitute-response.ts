import type { Failure } from '../fallback/failure.js';
import type { SubstituteKind } from '../messages.js';

/** The header that explains a substitution: `default-image; reason=missing; status=403`. */
export const SUBSTITUTE_HEADER = 'X-Image-Understudy';

export interface SubstituteBody {
	readonly body: BodyInit;
	/** MIME type */
	readonly type: string;
	/** time to live; 0: must not be kept */
	readonly seconds: number;
}

/**
 * @param status 200 as documented, or `original`: the server's own error status, which browsers show all
 * the same
 */
export function substituteResponse(
	{ body, type, seconds }: SubstituteBody,
	kind: SubstituteKind,
	failure: Failure,
	status: 200 | 'original',
): Response {
	return new Response(body, {
		status: status === 'original' && failure.status >= 400 ? failure.status : 200,
		headers: {
			'Content-Type': type,
			'Cache-Control': seconds > 0 ? `max-age=${seconds}` : 'no-store',
			Date: new Date().toUTCString(),
			[SUBSTITUTE_HEADER]: `${kind}; reason=${failure.reason}; status=${failure.status}`,
		},
	});
}

/** The plain error of a request that no picture could answer. */
export function textResponse(text: string, status: 503 | 504): Response {
	return new Response(text, {
		status,
		headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
	});
}

/** A text reply in the place of a failed property request. */
export interface PropertyReply {
	/** MIME type */
	readonly type: string;
	readonly body: string;
	/**
	 * HTTP status. JSONP is 200 even for errors: browsers run no classic script that came with another one,
	 * and the page's `s7jsonError` would never be called.
	 */
	readonly status: number;
	/** time to live; 0: must not be kept */
	readonly seconds: number;
}

/**
 * Of requests that may have the same answer. One without CORS, or with cookies, must not be given to who asks
 * otherwise.
 */
export function requestKey({
	mode,
	credentials,
	url,
}: Pick<Request, 'mode' | 'credentials' | 'url'>): string {
	return `${mode} ${credentials} ${url}`;
}

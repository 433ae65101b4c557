/** A browser does not tell a refusal of CORS from a broken connection. */
export function mayBeRefusalOfCors({ mode, url }: Pick<Request, 'mode' | 'url'>, reason: string): boolean {
	return reason === 'network' && mode === 'cors' && new URL(url).origin !== location.origin;
}

/**
 * When a server wants to be asked again.
 *
 * @param value of the header `Retry-After`: seconds, or a date
 * @param now milliseconds since the epoch
 * @returns milliseconds from now; undefined if the value says nothing
 */
export function retryAfterMs(value: string | null, now: number): number | undefined {
	const written = value?.trim() ?? '';
	if (/^\d+$/.test(written)) return 1000 * Number(written);
	// a date has a name of a day or a month; everything else that `Date` reads is none of HTTP
	const time = /[a-z]{3}/i.test(written) ? Date.parse(written) : Number.NaN;
	return Number.isNaN(time) ? undefined : Math.max(0, time - now);
}

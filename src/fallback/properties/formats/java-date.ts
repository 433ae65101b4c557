/** `Mon Jul 25 17:28:32 UTC 2014`, as the documentation prints times. */
export function javaDate(milliseconds: number): string {
	const [day, dayOfMonth, month, year, time] = new Date(milliseconds).toUTCString().split(/,? /);
	return `${day} ${month} ${dayOfMonth} ${time} UTC ${year}`;
}

/** The object without its undefined members: JSON knows only members that are there. */
export function withoutAbsent<T>(object: Readonly<Record<string, T | undefined>>): Record<string, T> {
	const entries = Object.entries(object).filter((entry): entry is [string, T] => entry[1] !== undefined);
	return Object.fromEntries(entries);
}

/** @returns undefined in place of an object that has no members */
export function unlessEmpty<T extends object>(object: T): T | undefined {
	return Object.keys(object).length > 0 ? object : undefined;
}

/** Where something stands in the files that are imported. */
export interface Place {
	/** path as a person would type it in the current folder */
	readonly file: string;
	/** from 1; absent: the file as a whole */
	readonly line?: number;
	/** from 1 */
	readonly column?: number;
}

/** A value and where it was read. */
export interface Placed<T> {
	readonly value: T;
	readonly place: Place;
}

/** `catalog.ini:12` or `rules.xml:3:5`, as editors and terminals make links of it. */
export function describePlace({ file, line, column }: Place): string {
	return [file, line, column].filter((part) => part !== undefined).join(':');
}

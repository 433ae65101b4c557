import type { Property } from '../answer.js';

/** The properties of an object whose values are known; `undefined` leaves one out. */
export function known(
	objectName: string,
	values: Readonly<Record<string, string | number | undefined>>,
): Property[] {
	return Object.entries(values).flatMap(([name, value]): Property[] =>
		value === undefined ? [] : [[`${objectName}.${name}`, String(value)]],
	);
}

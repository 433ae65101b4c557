/**
 * Java's replacement strings (`r-substitution-rule.md`): `$1` is a captured group, a backslash takes the
 * next character literally. A `$` before anything but a digit is illegal there; here it stays, so that
 * `$macro$` needs no escaping.
 */
const TOKENS = /\\([\s\S])|\$(\d+)/g;

/** @param groups the whole match, then the captured groups; an unmatched group is empty */
export function expandReplacement(replacement: string, groups: readonly (string | undefined)[]): string {
	return replacement.replace(TOKENS, (_, escaped?: string, digits = '') => {
		if (escaped !== undefined) return escaped;
		const { group, rest } = groupOf(digits, groups.length - 1);
		return (groups[group] ?? '') + rest;
	});
}

/** The highest group that a replacement names; 0 if none but the whole match. */
export function highestGroup(replacement: string, groups: number): number {
	const numbers = [...replacement.matchAll(TOKENS)].map(([, , digits]) =>
		digits === undefined ? 0 : groupOf(digits, groups).group,
	);
	return Math.max(0, ...numbers);
}

/** The first digit always counts, each further one as long as there is such a group: `$12` may be `$1` and a 2. */
function groupOf(digits: string, groups: number): { group: number; rest: string } {
	let length = 1;
	while (length < digits.length && Number(digits.slice(0, length + 1)) <= groups) length++;
	return { group: Number(digits.slice(0, length)), rest: digits.slice(length) };
}

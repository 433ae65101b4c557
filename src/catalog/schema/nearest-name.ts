/**
 * The name of `names` that a typo most likely meant: at most a third of its letters differ.
 * @returns undefined if none is that near
 */
export function nearestName(typo: string, names: readonly string[]): string | undefined {
	if (typo.length > 60) return undefined;
	const wanted = typo.toLowerCase();
	let nearest: string | undefined;
	let best = Math.max(1, Math.floor(typo.length / 3)) + 1;
	for (const name of names) {
		if (Math.abs(name.length - typo.length) >= best) continue;
		const distance = editDistance(wanted, name.toLowerCase());
		if (distance < best) {
			best = distance;
			nearest = name;
		}
	}
	return nearest;
}

/** Levenshtein distance, two rows at a time. */
function editDistance(a: string, b: string): number {
	let above = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const row = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			row.push(Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
		}
		above = row;
	}
	return above[b.length] ?? 0;
}

/** What the members of a set make it, where the record has no `AssetType` (`r-media-set-requests.md`). */
export type MediaSetType = 'page' | 'media' | 'image' | 'spin' | 'unknown';

/** @param imageSet the field `ImageSet` or the value of `imageSet=`; separators within braces do not count */
export function mediaSetType(imageSet: string): MediaSetType {
	const value = imageSet.replace(/^\{(.*)\}$/s, '$1');
	const flat = withoutGroups(value);
	const entries = flat.split(',');
	if (entries.some((entry) => entry.includes(':'))) return 'page';
	const semicolons = Math.max(...[...new Set(entries.map((entry) => entry.split(';').length - 1))]);
	if (semicolons >= 2) return 'media';
	if (semicolons === 1) return 'image';
	return flat === value ? 'unknown' : 'spin';
}

function withoutGroups(text: string): string {
	let depth = 0;
	let kept = '';
	for (const character of text) {
		if (character === '{' || character === '(') depth++;
		else if (character === '}' || character === ')') depth = Math.max(0, depth - 1);
		else if (depth === 0) kept += character;
	}
	return kept;
}

import { attributeFlag } from './attributes.js';
import type { Catalogs } from './catalogs.js';
import { unlockQuery } from './lock.js';
import type { Modifier } from './modifier.js';
import { revealQuery } from './obfuscation.js';
import type { ProblemList } from './problem-list.js';

/** Undoes obfuscation, then the lock, where the main catalog demands them; else the request is refused. */
export function openQuery(
	query: Modifier,
	catalog: string,
	catalogs: Catalogs,
	problems: ProblemList,
): Modifier {
	let { text, position } = query;
	if (text !== '' && attributeFlag(catalogs, catalog, 'RequestObfuscation')) {
		const revealed = revealQuery(text);
		if (revealed === undefined)
			problems.error(
				'refused',
				'The catalog demands an obfuscated query (RequestObfuscation is 1), and this one is not base64.',
				query,
			);
		text = revealed ?? '';
		position = undefined;
	}
	if (attributeFlag(catalogs, catalog, 'RequestLock') && text !== '') {
		const unlocked = unlockQuery(text);
		if (unlocked === undefined)
			problems.error(
				'refused',
				'The catalog demands a locked query (RequestLock is 1); the lock is missing or wrong.',
				query,
			);
		text = unlocked ?? text;
	}
	return { text, position };
}

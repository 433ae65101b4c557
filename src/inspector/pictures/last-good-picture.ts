import type { Rules } from '../../catalog/store/rules.js';
import type { LastGoodSubstitute } from '../../fallback/substitute.js';
import { findLastGood } from '../../worker/answer/last-good.js';
import { lastGoodName } from '../../worker/storage/caches.js';
import type { DrawnPicture } from './draw-request.js';

/**
 * The copy that the worker would show, read where the worker keeps it; nothing is written.
 *
 * @throws if there is none, with a sentence that says why
 */
export async function lastGoodPicture(
	url: string,
	substitute: LastGoodSubstitute,
	catalog: string,
	rules: Rules,
): Promise<Pick<DrawnPicture, 'blob' | 'type' | 'notes' | 'expiration'>> {
	const { settings } = rules;
	if (settings.lastGood === undefined) throw new Error('The manifest wants no copies kept (lastGood).');
	const copy = (await caches.has(lastGoodName()))
		? await findLastGood(url, substitute, settings, rules.attributesOf(catalog))
		: undefined;
	if (copy === undefined) throw new Error('No copy of this picture is kept, or none that is young enough.');
	const { body, type, expiration, notes = [] } = copy;
	return { blob: await new Response(body).blob(), type, notes, expiration };
}

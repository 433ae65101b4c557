import type { Rules } from '../../catalog/store/rules.js';
import { imageSources, type MissingSources } from '../../fallback/missing-sources.js';
import type { ImageObject, ImageRequest } from '../../protocol/image-request.js';
import { objectName } from '../../protocol/layer-default.js';
import { BoundedMap } from '../bounded-map.js';
import { loadAsset } from './assets.js';
import { FileMissingError } from './fetch-file.js';

/** For how long a verdict about an object counts, in milliseconds. */
const VERDICT_MS = 60 * 1000;

/** Whether an object is missing; asked for once, however many failures it takes part in. */
const verdicts = new BoundedMap<string, Promise<boolean>>(500);

/**
 * Finds out which images of a request are missing by asking for each of them, all at the same time. Those
 * that are there will be wanted anyway, to draw the others' neighbours.
 *
 * @returns undefined if nobody can say, since an image server did not answer for one of them
 */
export async function findMissing(request: ImageRequest, rules: Rules): Promise<MissingSources | undefined> {
	const { pictures, masks } = imageSources(request);
	try {
		return { pictures: await missingOf(pictures, rules), masks: await missingOf(masks, rules) };
	} catch {
		return undefined;
	}
}

async function missingOf(objects: readonly ImageObject[], rules: Rules): Promise<ReadonlySet<string>> {
	const distinct = new Map(objects.map((object) => [objectName(object), object]));
	const found = await Promise.all(
		Array.from(distinct, async ([name, object]) => ((await isMissing(object, rules)) ? [name] : [])),
	);
	return new Set(found.flat());
}

function isMissing(object: ImageObject, rules: Rules): Promise<boolean> {
	const key = `${rules.settings.generation} ${objectName(object)}`;
	const known = verdicts.get(key);
	if (known !== undefined) return known;
	const verdict = loadAsset(object, rules, false, true).then(
		() => false,
		(error) => {
			if (error instanceof FileMissingError) return true;
			throw error;
		},
	);
	verdicts.set(key, verdict);
	const forget = () => verdicts.delete(key);
	verdict.then(() => setTimeout(forget, VERDICT_MS), forget);
	return verdict;
}

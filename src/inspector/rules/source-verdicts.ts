import { imageSources, type MissingSources } from '../../fallback/missing-sources.js';
import type { ImageObject, ImageRequest } from '../../protocol/image-request.js';
import { objectName } from '../../protocol/layer-default.js';

/**
 * `there` and `missing` is what was answered, `unknown`: nobody could say; `supposed`: it is there, and taken for
 * missing, since the failure that is simulated needs one that is.
 */
export type SourceVerdict = 'there' | 'missing' | 'unknown' | 'supposed';

/** The images that a request is made of, by `objectName`, in their order. */
export type SourceVerdicts = ReadonlyMap<string, SourceVerdict>;

/**
 * Asks for every image of a request, all at the same time. If none of them is missing, the first one is supposed to be.
 *
 * @param ask about one image
 */
export async function sourceVerdicts(
	request: ImageRequest,
	ask: (object: ImageObject) => Promise<'there' | 'missing' | 'unknown'>,
): Promise<SourceVerdicts> {
	const { pictures, masks } = imageSources(request);
	const distinct = new Map([...pictures, ...masks].map((object) => [objectName(object), object]));
	const verdicts = new Map<string, SourceVerdict>(
		await Promise.all(Array.from(distinct, async ([name, object]) => [name, await ask(object)] as const)),
	);
	const [first] = verdicts.keys();
	const isWell = [...verdicts.values()].every((verdict) => verdict === 'there');
	return first !== undefined && isWell ? verdicts.set(first, 'supposed') : verdicts;
}

/** @returns undefined if nobody can say what is missing: then the request is replaced as a whole, as the worker does */
export function missingSources(request: ImageRequest, verdicts: SourceVerdicts): MissingSources | undefined {
	const { pictures, masks } = imageSources(request);
	if ([...verdicts.values()].includes('unknown')) return undefined;
	const missing = (objects: readonly ImageObject[]) =>
		new Set(objects.map(objectName).filter((name) => verdicts.get(name) !== 'there'));
	return { pictures: missing(pictures), masks: missing(masks) };
}

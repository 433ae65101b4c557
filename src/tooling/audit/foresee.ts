import { effectiveAttributes } from '../../catalog/effective-attributes.js';
import type { Manifest } from '../../catalog/manifest.js';
import { resolveRequest } from '../../catalog/resolve-request.js';
import { preprocess } from '../../catalog/rules/preprocess.js';
import { serverOf } from '../../catalog/server-of.js';
import type { Failure } from '../../fallback/failure.js';
import { imageSources, type MissingSources, replacesLayers } from '../../fallback/missing-sources.js';
import { type PictureSubstitute, planSubstitutes } from '../../fallback/plan.js';
import type { SubstituteKind } from '../../messages.js';
import type { Catalogs } from '../../protocol/catalogs.js';
import type { ImageObject, ImageRequest } from '../../protocol/image-request.js';
import { objectName } from '../../protocol/layer-default.js';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { asImageServing } from '../../protocol/plain/plain-url.js';
import { renderTemplate } from '../render/template.js';

/** What the layer would answer. */
export interface Foreseen {
	/** as the rules of the manifest see it */
	readonly failure: Failure;
	/** `none`: the failure would go through to the page */
	readonly kind: SubstituteKind | 'none';
	/** the object that would be shown, e.g. `Acme/no-image` */
	readonly object: string | undefined;
	/** pictures that would be tried, best first */
	readonly pictures: readonly PictureSubstitute[];
}

/**
 * What the worker would do about a failed image, without a last good copy: that depends on the shopper.
 *
 * @param isMissing asked about each picture of a request whose layers are replaced one by one
 * (`DefaultImageMode` 1); rejects if nobody can say
 * @returns undefined if the image is of no server of the manifest: the layer would leave it alone
 */
export async function foresee(
	found: Failure,
	url: string,
	manifest: Manifest,
	isMissing: (object: ImageObject) => Promise<boolean> = () => Promise.reject(new Error('nobody is asked')),
): Promise<Foreseen | undefined> {
	const server = serverOf(url, manifest.servers);
	if (server === undefined || manifest.mode === 'off') return undefined;
	const { limits, policy, policies = [], messages } = manifest;
	const asked = asImageServing(url, server);
	const { root } = asked;
	const { refused, catalogs, ...rewritten } = preprocess(asked.url, manifest.catalogs, { root });
	const options = { root, limits };
	const request = await resolveRequest(rewritten.url, { catalogs, record: async () => undefined }, options);
	const isRefused = refused !== undefined || request.problems.some(({ code }) => code === 'refused');
	const failure: Failure = isRefused ? { ...found, reason: 'refused' } : found;
	const isByLayer = replacesLayers(failure, request, effectiveAttributes(catalogs, request.catalog));
	const missing = isByLayer ? await missingOf(request, isMissing) : undefined;
	const { substitutes } = planSubstitutes(failure, request, {
		...{ catalogs, policy, policies, messages },
		asked: parseImageRequest(rewritten.url, withoutRecords(catalogs), options).commands,
		...(missing && { missing }),
	});
	const [first] = substitutes.filter(({ kind }) => kind !== 'last-good');
	const pictures = substitutes.flatMap((substitute) => ('variables' in substitute ? [substitute] : []));
	return {
		failure,
		kind: first?.kind ?? 'none',
		object: first !== undefined && 'object' in first ? first.object : undefined,
		pictures,
	};
}

/** @returns undefined if nobody can say: then the request is replaced as a whole */
async function missingOf(
	request: ImageRequest,
	isMissing: (object: ImageObject) => Promise<boolean>,
): Promise<MissingSources | undefined> {
	const { pictures, masks } = imageSources(request);
	const namesOf = async (objects: readonly ImageObject[]) => {
		const found = await Promise.all(objects.map(isMissing));
		return new Set(objects.filter((_, index) => found[index]).map(objectName));
	};
	try {
		const [missingPictures, missingMasks] = await Promise.all([namesOf(pictures), namesOf(masks)]);
		return { pictures: missingPictures, masks: missingMasks };
	} catch {
		return undefined;
	}
}

/** What a record adds to the image that failed says nothing about the size that its substitute should have. */
function withoutRecords(catalogs: Catalogs): Catalogs {
	const bare = Object.entries(catalogs).map(([rootId, { records: _, ...catalog }]) => [rootId, catalog]);
	return Object.fromEntries(bare);
}

/**
 * Draws the first picture that can be drawn, as the worker would.
 *
 * @returns a `data:` URL, or why there is none
 */
export async function drawForeseen(
	{ pictures }: Foreseen,
	options: { readonly manifest: unknown; readonly manifestUrl: URL },
): Promise<{ readonly picture: string } | { readonly fault: string }> {
	let fault: string | undefined;
	for (const { url, variables, layerDefault } of pictures) {
		try {
			const { blob, type } = await renderTemplate(url, {
				...{ ...options, variables },
				...(layerDefault && { layerDefault }),
			});
			const bytes = Buffer.from(await blob.arrayBuffer());
			return { picture: `data:${type};base64,${bytes.toString('base64')}` };
		} catch (error) {
			fault ??= error instanceof Error ? error.message : String(error);
		}
	}
	return { fault: fault ?? 'nothing would be shown' };
}

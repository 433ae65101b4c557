import type { Manifest } from '../../catalog/manifest/manifest.js';
import { serverOf } from '../../catalog/manifest/server-of.js';
import type { CatalogSource } from '../../catalog/resolve-request.js';
import { preprocess } from '../../catalog/rules/preprocess.js';
import type { Failure } from '../../fallback/failure.js';
import { imageSources, type MissingSources } from '../../fallback/missing-sources.js';
import { planFailure, readFailed } from '../../fallback/plan-failure.js';
import type { PictureSubstitute } from '../../fallback/substitute.js';
import type { SubstituteKind } from '../../messages.js';
import type { ImageObject, ImageRequest } from '../../protocol/image-request.js';
import { objectName } from '../../protocol/layer-default.js';
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
	const { catalogs, ...rewritten } = preprocess(asked.url, manifest.catalogs, { root });
	const source: CatalogSource = { catalogs, record: async () => undefined };
	const reading = await readFailed(rewritten, source, { root, limits });
	const { failure, substitutes } = await planFailure(
		found,
		reading,
		source,
		{ policy, policies, messages },
		{
			findMissing: (request) => missingOf(request, isMissing),
		},
	);
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

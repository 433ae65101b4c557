import { effectiveAttributes } from '../catalog/lookup/effective-attributes.js';
import { type CatalogSource, resolveRequest, withRecords } from '../catalog/resolve-request.js';
import type { Preprocessed } from '../catalog/rules/preprocess.js';
import type { Catalogs } from '../protocol/catalogs.js';
import type { ImageRequest, RequestCommands } from '../protocol/image-request.js';
import { type ParseOptions, parseImageRequest } from '../protocol/parse-image-request.js';
import type { Failure } from './failure.js';
import { type MissingSources, replacesLayers } from './missing-sources.js';
import { type Plan, type PlanRules, planSubstitutes } from './plan.js';
import { asksForProperties, propertyLookups, type ReplyView } from './properties/index.js';

/** A request that failed, as the rules want it to be read. */
export interface FailedReading {
	readonly request: ImageRequest;
	/** what its URL says itself, without its records */
	readonly asked: RequestCommands;
	/** whatever the server says */
	readonly isRefused: boolean;
}

/**
 * Reads a request that failed. Rejects only if the source does.
 *
 * @param source the shop's rules, with what the rule set has changed for this request
 */
export async function readFailed(
	{ url, refused }: Pick<Preprocessed, 'url' | 'refused'>,
	source: CatalogSource,
	options: Omit<ParseOptions, 'rewriteNested'>,
): Promise<FailedReading> {
	const request = await resolveRequest(url, source, options);
	const isRefused = refused !== undefined || request.problems.some(({ code }) => code === 'refused');
	const { commands: asked } = parseImageRequest(url, withoutRecords(source.catalogs), options);
	return { request, asked, isRefused };
}

/** What a record adds to the image that failed says nothing about the size that its substitute should have. */
function withoutRecords(catalogs: Catalogs): Catalogs {
	const bare = Object.entries(catalogs).map(([rootId, { records: _, ...catalog }]) => [rootId, catalog]);
	return Object.fromEntries(bare);
}

/** What the rules alone do not tell about a failure; each is optional. */
export interface PlanHelp {
	/** which images of the request are not there; resolves to undefined if nobody can say */
	findMissing?(request: ImageRequest): Promise<MissingSources | undefined>;
	/** what the renderer makes of a view, for requests that ask for its size */
	loadView?(): Promise<ReplyView> | ReplyView;
}

/** Plans the answer for a failure, in all that the manifest says. Rejects only if the source or the help does. */
export async function planFailure(
	found: Failure,
	{ request, asked, isRefused }: FailedReading,
	source: CatalogSource,
	said: Pick<PlanRules, 'policy' | 'policies' | 'destination' | 'messages' | 'languages'>,
	{ findMissing, loadView }: PlanHelp,
): Promise<Plan> {
	const failure: Failure = isRefused ? { ...found, reason: 'refused' } : found;
	const { catalogs } = source;
	if (asksForProperties(request)) {
		// data about an image is answered from its record
		const known = await withRecords(source, propertyLookups(request, catalogs));
		const view = await loadView?.();
		return planSubstitutes(failure, request, { ...said, catalogs: known, ...(view && { view }) });
	}
	const isByLayer = replacesLayers(failure, request, effectiveAttributes(catalogs, request.catalog));
	const missing = isByLayer ? await findMissing?.(request) : undefined;
	return planSubstitutes(failure, request, { ...said, catalogs, asked, ...(missing && { missing }) });
}

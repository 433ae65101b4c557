import type { Rules } from '../../catalog/store/rules.js';
import type { PictureSubstitute } from '../../fallback/substitute.js';
import { secondsToLive } from '../../fallback/time-to-live.js';
import type { Picture } from '../../render/index.js';
import type { ExplainedStep, Explanation } from '../rules/explain-failure.js';
import { type DrawnPicture, drawRequest } from './draw-request.js';
import { lastGoodPicture } from './last-good-picture.js';

/** A substitute as the page would get it. */
export interface DrawnSubstitute {
	readonly step: ExplainedStep;
	readonly picture: Pick<Picture, 'blob' | 'type' | 'notes'>;
	/** status and headers of the response */
	readonly status: number;
	readonly headers: readonly (readonly [name: string, value: string])[];
}

/** A step that came to nothing, and why. */
export interface FailedStep {
	readonly step: ExplainedStep;
	readonly message: string;
}

/** What came of a plan: the first substitute that can be made, and those before it that cannot. */
export interface DrawnPlan {
	readonly failed: readonly FailedStep[];
	/** undefined: the failure goes through to the page */
	readonly shown: DrawnSubstitute | undefined;
}

/**
 * Tries the steps of a plan in order, as the worker does.
 *
 * @param only kinds that are tried; absent: all
 * @param maxSide of thumbnails, in pixels
 */
export async function drawPlan(
	explanation: Explanation,
	{ only, maxSide }: { readonly only?: string; readonly maxSide?: number } = {},
): Promise<DrawnPlan> {
	const failed: FailedStep[] = [];
	for (const step of explanation.steps) {
		if (only !== undefined && step.substitute.kind !== only) continue;
		try {
			return { failed, shown: await drawStep(step, explanation, maxSide) };
		} catch (error) {
			failed.push({ step, message: error instanceof Error ? error.message : String(error) });
		}
	}
	return { failed, shown: undefined };
}

async function drawStep(
	step: ExplainedStep,
	{ url: asked, plan: { failure }, request, rules, trace }: Explanation,
	maxSide?: number,
): Promise<DrawnSubstitute> {
	const { substitute } = step;
	const explains = `${substitute.kind}; reason=${failure.reason}; status=${failure.status}`;
	const ownHeaders = trace.headers.map(({ name, value }) => [name, value] as const);
	if (substitute.kind === 'properties') {
		const { body, type, seconds, status } = substitute.reply;
		const picture = { blob: new Blob([body], { type }), type, notes: [] };
		return { step, picture, status, headers: [...headers(type, seconds, explains), ...ownHeaders] };
	}
	const picture =
		substitute.kind === 'last-good'
			? await lastGoodPicture(asked, substitute, request.catalog, rules)
			: await drawPicture(substitute, request.catalog, rules, maxSide);
	const seconds = secondsToLive(
		failure,
		substitute.kind,
		rules.attributesOf(request.catalog),
		picture.expiration,
	);
	const isRepeated =
		rules.settings.substituteStatus === 'original' && failure.status >= 400 && failure.status < 600;
	const status = isRepeated ? failure.status : 200;
	return { step, picture, status, headers: [...headers(picture.type, seconds, explains), ...ownHeaders] };
}

function drawPicture(
	{ url, variables, layerDefault }: PictureSubstitute,
	catalog: string,
	rules: Rules,
	maxSide: number | undefined,
): Promise<DrawnPicture> {
	return drawRequest(url, rules, {
		...{ catalog, variables },
		...(layerDefault && { layerDefault }),
		...(maxSide !== undefined && { maxSide }),
	});
}

function headers(type: string, seconds: number, explains: string): readonly (readonly [string, string])[] {
	return [
		['Content-Type', type],
		['Cache-Control', seconds > 0 ? `max-age=${seconds}` : 'no-store'],
		['X-Image-Understudy', explains],
	];
}

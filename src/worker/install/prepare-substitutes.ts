import type { Rules } from '../../catalog/store/rules.js';
import { namedSubstitutes } from '../../fallback/named-substitutes.js';
import type { PictureSubstitute } from '../../fallback/substitute.js';
import type { ErrorMessage } from '../../messages.js';
import { makePicture } from '../answer/make-picture.js';

/** How many pictures are fetched at the same time. */
const CONCURRENCY = 4;

/** After this time no further picture is begun, in milliseconds: browsers end an installation that lasts. */
const BUDGET_MS = 60 * 1000;

export interface PreparationListeners {
	onProgress(done: number, total: number): void;
	onError(error: ErrorMessage): void;
}

/**
 * Fetches and tries every default and error image that the rules name, with their fonts, so that nothing is fetched for the
 * first time when it is needed. One that cannot be had is reported and does no harm: at failure time the
 * next choice is used.
 *
 * @param hurry once it is aborted no further picture is begun, and nothing is told of those that are under way
 */
export async function prepareSubstitutes(
	rules: Rules,
	rootIds: readonly string[],
	{ onProgress, onError }: PreparationListeners,
	hurry: AbortSignal,
): Promise<void> {
	const wanted = rootIds.flatMap((rootId) =>
		namedSubstitutes(rootId, rules.catalogs).map((substitute) => ({ rootId, substitute })),
	);
	let done = 0;
	onProgress(done, wanted.length);
	const waiting = wanted.values();
	const end = performance.now() + BUDGET_MS;
	const tellError = (error: ErrorMessage) => {
		if (!hurry.aborted) onError(error);
	};
	const work = async () => {
		for (const { rootId, substitute } of waiting) {
			if (hurry.aborted || performance.now() > end) return;
			await tryOut(substitute, rootId, rules, tellError);
			done += 1;
			if (!hurry.aborted) onProgress(done, wanted.length);
		}
	};
	await Promise.all(Array.from({ length: CONCURRENCY }, work));
	if (done === wanted.length) return;
	const message = `${wanted.length - done} default and error images were not tried: the others took too long`;
	tellError({ type: 'understudy:error', code: 'substitute-unavailable', message });
}

async function tryOut(
	substitute: PictureSubstitute,
	rootId: string,
	rules: Rules,
	onError: (error: ErrorMessage) => void,
): Promise<void> {
	const onFontError = (reason: string) =>
		onError({
			type: 'understudy:error',
			code: 'font-unavailable',
			message: `${substitute.object} is drawn in a similar font: ${reason}`,
			path: `$.catalogs.${rootId}.fonts`,
		});
	try {
		await makePicture(substitute, rootId, rules, { keep: true, onFontError });
	} catch (error) {
		const attribute = substitute.kind === 'default-image' ? 'DefaultImage' : 'ErrorImage';
		onError({
			type: 'understudy:error',
			code: 'substitute-unavailable',
			message: `${substitute.object} cannot be shown: ${error instanceof Error ? error.message : error}`,
			path: `$.catalogs.${rootId}.attributes.${attribute}`,
		});
	}
}

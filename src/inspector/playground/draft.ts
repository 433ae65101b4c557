import { resolveRequest } from '../../catalog/resolve-request.js';
import type { Rules } from '../../catalog/store/rules.js';
import { DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import { encodeObject } from '../../protocol/encoding.js';
import type { ImageRequest } from '../../protocol/image-request.js';
import type { Picture } from '../../render/index.js';
import { drawResolved } from '../pictures/draw-request.js';
import { EXAMPLES } from './examples.js';
import type { ReadText } from './remarks.js';
import { templateQuery } from './template-text.js';

/** What is being written in the playground. */
export interface Draft {
	/** undefined: the first of the shop */
	readonly catalog: string | undefined;
	/** drawn beneath; empty: none */
	readonly object: string;
	readonly text: string;
	readonly title: string;
	readonly message: string;
	/** id of the record that it is to become */
	readonly id: string;
}

export const FIRST_DRAFT: Draft = {
	catalog: undefined,
	object: '',
	text: EXAMPLES[0]?.text ?? '',
	title: 'Image not found',
	message: 'This picture is on its way.',
	id: 'onError',
};

/** A draft as it was understood. */
export interface ReadDraft extends ReadText {
	readonly request: ImageRequest;
}

export async function readDraft(draft: Draft, catalog: string, rules: Rules): Promise<ReadDraft> {
	const query = templateQuery(draft.text);
	const object = draft.object.replace(/^\/+/, '');
	const path = [...(catalog === DEFAULT_CATALOG ? [] : [catalog]), ...(object === '' ? [] : [object])].join(
		'/',
	);
	const prefix = `/is/image/${encodeObject(path)}?`;
	const request = await resolveRequest(prefix + query.query, rules.unlocked, {
		limits: rules.settings.limits,
		variables: { 'error.title': draft.title, 'error.message': draft.message },
	});
	return { request, query, queryStart: prefix.length, problems: request.problems };
}

/** @throws if it cannot be drawn, with a sentence that says why */
export function drawDraft({ request }: ReadDraft, catalog: string, rules: Rules): Promise<Picture> {
	return drawResolved(request, catalog, rules);
}

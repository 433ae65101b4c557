import { effectiveAttributes } from '../../src/catalog/effective-attributes.js';
import { parseImageRequest } from '../../src/protocol/index.js';
import type { Drawing } from './drawing.js';
import { type StoredPicture, storedPictures } from './pictures.js';
import { CATALOGS, type Row } from './table.js';

let pictures: Promise<Readonly<Record<string, StoredPicture>>> | undefined;

/** A row of the table, understood. */
export async function drawingOf([, request, { attributes = {}, watermark } = {}]: Row): Promise<Drawing> {
	pictures ??= storedPictures();
	const join = request.includes('?') ? '&' : '?';
	const url = `/is/image${request}${/[?&]fmt=/.test(request) ? '' : `${join}fmt=png`}`;
	return {
		request: parseImageRequest(url, CATALOGS),
		attributes: effectiveAttributes(CATALOGS, 'Acme', attributes),
		pictures: await pictures,
		watermark:
			watermark === undefined
				? undefined
				: parseImageRequest(`/is/image/Acme/${watermark}`, CATALOGS, { watermark: true }),
	};
}

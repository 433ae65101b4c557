import { effectiveAttributes } from '../../src/catalog/lookup/effective-attributes.js';
import { parseImageRequest } from '../../src/protocol/index.js';
import { CATALOGS } from './catalogs.js';
import type { Drawing } from './drawing.js';
import { type StoredPicture, storedPictures } from './pictures.js';
import type { Row } from './row.js';

let pictures: Promise<Readonly<Record<string, StoredPicture>>> | undefined;

/** A row of the table, understood. */
export async function drawingOf([
	,
	,
	request,
	{ attributes = {}, missing = [] } = {},
]: Row): Promise<Drawing> {
	pictures ??= storedPictures();
	const join = request.includes('?') ? '&' : '?';
	const url = `/is/image${request}${/[?&]fmt=/.test(request) ? '' : `${join}fmt=png`}`;
	const understood = parseImageRequest(url, CATALOGS);
	const { defaultImage } = understood.commands;
	return {
		request: defaultImage
			? parseImageRequest(url, CATALOGS, {
					layerDefault: { missing: new Set(missing), object: defaultImage },
				})
			: understood,
		attributes: effectiveAttributes(CATALOGS, 'Acme', attributes),
		pictures: await pictures,
		watermark: attributes.Watermark
			? parseImageRequest(`/is/image/Acme/${attributes.Watermark}`, CATALOGS, { watermark: true })
			: undefined,
	};
}

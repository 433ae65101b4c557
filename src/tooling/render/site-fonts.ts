import { createHash } from 'node:crypto';
import { findFont } from '../../catalog/lookup/font-map.js';
import type { FontName, LoadedFont } from '../../render/port.js';
import { readLineGap } from '../../render/text/line-gap.js';
import { canvasPackage } from './canvas-package.js';
import { readSiteFile, type Site, siteUrl } from './site.js';

/**
 * A font of the site's font map, which is that of the main catalog before that of the default catalog.
 *
 * @param rootId of the main catalog
 * @returns undefined: neither names it
 * @throws if its file cannot be had or is no font
 */
export async function siteFont(font: FontName, rootId: string, site: Site): Promise<LoadedFont | undefined> {
	const found = findFont(site.manifest.catalogs, rootId, font);
	return found && { ...(await registered(siteUrl(found.file, site), site)), exact: found.exact };
}

/** Families that are known to the process, where they stay. */
const families = new Set<string>();

async function registered(url: URL, site: Site): Promise<Omit<LoadedFont, 'exact'>> {
	const { blob } = await readSiteFile([url], site);
	const file = await blob.arrayBuffer();
	const bytes = new Uint8Array(file);
	// a file that changes while it is watched is another font
	const family = `understudy-${createHash('sha256').update(bytes).digest('hex')}`;
	if (!families.has(family)) {
		const { GlobalFonts } = canvasPackage();
		if (GlobalFonts.register(bytes, family) === null) throw new Error(`${url.href} is no font`);
		families.add(family);
	}
	return { family, lineGap: await readLineGap(file) };
}

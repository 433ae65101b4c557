import { type FontStyle, faceDescriptors, findFont } from '../../catalog/lookup/font-map.js';
import type { Rules } from '../../catalog/store/rules.js';
import { type FontName, type LoadedFont, readLineGap } from '../../render/index.js';

/** By URL and style; a font that failed is tried again. */
const faces = new Map<string, Promise<Omit<LoadedFont, 'exact'>>>();

/**
 * A font of the shop's font map, made known to this page's canvases under a name of its own.
 *
 * @returns undefined: no font map names it
 * @throws if its file cannot be fetched or is no font
 */
export async function loadFont(
	name: FontName,
	rootId: string,
	rules: Rules,
): Promise<LoadedFont | undefined> {
	const found = findFont(rules.fonts, rootId, name);
	if (found === undefined) return undefined;
	const { href } = new URL(found.file, location.origin);
	const key = `${href} ${found.style}`;
	const face = faces.get(key) ?? addFace(href, `inspected-${faces.size + 1}`, found.style);
	faces.set(key, face);
	face.catch(() => faces.delete(key));
	return { ...(await face), exact: found.exact };
}

async function addFace(url: string, family: string, style: FontStyle): Promise<Omit<LoadedFont, 'exact'>> {
	const response = await fetch(url);
	if (!response.ok) throw new Error(`${url} answered ${response.status}`);
	const bytes = await response.arrayBuffer();
	const face = new FontFace(family, bytes, faceDescriptors(style));
	document.fonts.add(await face.load());
	return { family: face.family, lineGap: await readLineGap(bytes) };
}

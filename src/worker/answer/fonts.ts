import { type FontStyle, type FoundFont, faceDescriptors, findFont } from '../../catalog/lookup/font-map.js';
import type { Rules } from '../../catalog/store/rules.js';
import type { FontName, LoadedFont } from '../../render/port.js';
import { readLineGap } from '../../render/text/line-gap.js';
import { readBounded } from '../read-bounded.js';
import { FileStore } from '../storage/file-store.js';
import { fetchFile } from './fetch-file.js';

declare const self: ServiceWorkerGlobalScope;

/** Fonts that canvases know at the same time. */
const MAX_FACES = 64;

const TIMEOUT_MS = 15000;

const store = new FileStore<ArrayBuffer>({
	write: (bytes) => new Response(bytes, { headers: { 'Content-Type': 'font/sfnt' } }),
	read: (response) => response.arrayBuffer(),
	// the face that is made of it is
	isSmall: () => false,
});

/** By generation, URL and style; a face that fails is tried again when it is asked for. */
const faces = new Map<string, Promise<Face>>();

/**
 * A font of the shop's font map, made known to this worker's canvases once. Its file is kept like the
 * pictures that the rules name.
 *
 * @param rootId the main catalog of the request
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
	const { face, lineGap } = await faceOf(found, rules);
	return { family: face.family, exact: found.exact, lineGap };
}

interface Face {
	readonly face: FontFace;
	readonly lineGap: number | undefined;
}

function faceOf({ file, style }: FoundFont, rules: Rules): Promise<Face> {
	const { generation } = rules.settings;
	const { href, origin } = new URL(file, location.origin);
	const key = `${generation} ${href} ${style}`;
	let face = faces.get(key);
	if (face === undefined) {
		const credentials = origin === location.origin ? 'same-origin' : 'omit';
		const source = { urls: [href], credentials, timeoutMs: TIMEOUT_MS } as const;
		face = store
			.get(`?font=${encodeURIComponent(href)}`, rules, true, () => fetchFile([source], readFont))
			.then((bytes) => addFace(bytes, style));
		face.catch(() => faces.delete(key));
		faces.set(key, face);
		forgetOldest();
	}
	return face;
}

/** @throws if the bytes are no font: they must not be kept */
async function readFont(response: Response, url: string): Promise<ArrayBuffer> {
	const bytes = await (await readBounded(response)).arrayBuffer();
	try {
		await new FontFace('understudy', bytes).load();
		return bytes;
	} catch (cause) {
		throw new Error(`${url} is no font (${bytes.byteLength} bytes)`, { cause });
	}
}

let families = 0;

/** A family of its own for each face, so that neither an installed font nor another catalog's is meant. */
async function addFace(bytes: ArrayBuffer, style: FontStyle): Promise<Face> {
	const face = await new FontFace(`understudy-${++families}`, bytes, faceDescriptors(style)).load();
	self.fonts.add(face);
	return { face, lineGap: await readLineGap(bytes) };
}

function forgetOldest(): void {
	for (const [key, face] of faces) {
		if (faces.size <= MAX_FACES) return;
		faces.delete(key);
		face.then(
			(loaded) => self.fonts.delete(loaded.face),
			() => {},
		);
	}
}

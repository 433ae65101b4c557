import { type ServerUrls, shownByPlain } from '../protocol/plain/plain-url.js';

/**
 * Commands that choose the size and the file of a picture, not what it shows. `wid` and `hei` are those of the
 * finished picture.
 */
const OF_THE_FILE: ReadonlySet<string> = new Set([
	'bfc',
	'cache',
	'defaultimage',
	'dpr',
	'fmt',
	'hei',
	'jpegsize',
	'printres',
	'pscan',
	'qlt',
	'resmode',
	'scl',
	'wid',
]);

/**
 * What a request shows, whatever its size and format: two URLs with the same answer are renditions of one
 * picture. Commands stay in their order, because layers are told by it.
 *
 * @param server undefined: an Image Serving server
 */
export function shownBy(url: string, server?: ServerUrls): string {
	if (server?.protocol === 'plain') return shownByPlain(url, server);
	const [path = '', query = ''] = url.split(/\?(.*)/s);
	const commands = query.split('&').filter((command) => {
		const name = command.split('=', 1)[0]?.toLowerCase() ?? '';
		return name !== '' && !OF_THE_FILE.has(name);
	});
	return `${path}?${commands.join('&')}`;
}

/** A picture that is kept. */
export interface KeptSize {
	readonly width: number;
	readonly height: number;
}

/**
 * Which of several renditions is scaled to the size asked for: the nearest larger one, else the largest.
 *
 * @param wanted in pixels; undefined: the larger the better
 * @returns undefined: there is none
 */
export function nearestRendition<Kept extends KeptSize>(
	kept: readonly Kept[],
	wanted: { readonly width?: number | undefined; readonly height?: number | undefined },
): Kept | undefined {
	const { width = 0, height = 0 } = wanted;
	const isSized = width > 0 || height > 0;
	const bySize = [...kept].sort((one, other) => one.width * one.height - other.width * other.height);
	const enough = bySize.find((picture) => isSized && picture.width >= width && picture.height >= height);
	return enough ?? bySize.at(-1);
}

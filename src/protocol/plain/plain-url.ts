import { DEFAULT_CATALOG } from '../catalogs.js';
import { decodeElement, decodeValue, encodeObject } from '../encoding.js';
import { locate } from '../locate.js';
import { type Filled, fillPattern } from './plain-pattern.js';

/** What a command of a server that is no Image Serving server comes to. */
export const PLAIN_COMMANDS = ['wid', 'hei', 'size', 'fmt', 'qlt', 'path'] as const;
export type PlainCommand = (typeof PLAIN_COMMANDS)[number];

/** How the URLs of an image server are read. */
export interface ServerUrls {
	/** path below which it serves images, e.g. `/is/image`; empty: the whole origin */
	readonly root: string;
	/** absent: an Image Serving server */
	readonly protocol?: 'image-serving' | 'plain' | undefined;
	/** of a plain server: the catalog whose rules apply; absent: as on Image Serving, the path may name one */
	readonly catalog?: string | undefined;
	/** of a plain server: its names of commands, in the query and at `{commands}` */
	readonly commands?: Readonly<Record<string, PlainCommand>> | undefined;
	/** of a plain server: what its paths look like; the first that fits counts */
	readonly patterns?: readonly string[] | undefined;
}

const ROOT = '/is/image';

/**
 * How the rules read a request to a server: as it is, or, of a plain server, as the request for the same image that
 * an Image Serving server would understand.
 *
 * @param url below the server's root
 * @param server undefined: one with the documented root
 * @returns the URL to parse, and the root in it
 */
export function asImageServing(
	url: string,
	server: ServerUrls | undefined,
): { readonly url: string; readonly root: string } {
	if (server?.protocol !== 'plain') return { url, root: server?.root ?? ROOT };
	const { path = '', query = '' } = locate(url, server.root) ?? {};
	const filled = { ...fitPattern(path, server).filled, ...read(pairsOf(query), server.commands ?? {}) };
	const { catalog = DEFAULT_CATALOG } = server;
	const names = [...(catalog === DEFAULT_CATALOG ? [] : [catalog]), ...elementsOf(filled.path ?? '')];
	const commands = commandsOf(filled);
	const object = [ROOT, ...names.map(encodeObject)].join('/');
	return { url: commands === '' ? object : `${object}?${commands}`, root: ROOT };
}

/**
 * What a request to a plain server shows, whatever its size and format. What the manifest does not name may change
 * the picture, so it has to be the same: other commands, what stands at `{any}`, the texts of the pattern.
 *
 * @returns the same text for two renditions of one picture
 */
export function shownByPlain(url: string, server: ServerUrls): string {
	const located = locate(url, server.root);
	if (located === undefined) return url;
	const { path, pathPosition, query } = located;
	return JSON.stringify([
		url.slice(0, pathPosition),
		shownByPath(path, server),
		others(pairsOf(query), server),
	]);
}

function shownByPath(path: string, server: ServerUrls): readonly unknown[] {
	const { pattern, filled } = fitPattern(path, server);
	if (pattern === undefined || pattern.includes('{any}')) return [path];
	return [pattern, filled.path, others(listOf(filled.commands ?? ''), server)];
}

type Pair = readonly [name: string, value: string];

/** Commands that choose neither the size nor the file. */
function others(pairs: readonly Pair[], { commands = {} }: ServerUrls): Pair[] {
	return pairs.filter(
		([name]) => name !== '' && (!Object.hasOwn(commands, name) || commands[name] === 'path'),
	);
}

/** A path that no pattern fits names the image as a whole. */
function fitPattern(
	path: string,
	{ patterns = [], commands = {} }: ServerUrls,
): { readonly pattern?: string; readonly filled: Filled } {
	for (const pattern of patterns) {
		const filled = fillPattern(pattern, path);
		if (filled === undefined) continue;
		if (filled.commands === undefined) return { pattern, filled };
		const listed = read(listOf(filled.commands), commands);
		if (Object.keys(listed).length > 0) return { pattern, filled: { ...filled, ...listed } };
	}
	return { filled: { path } };
}

/** `w_200,h_100`, `width=200&height=100`, `w:200/h:100`. */
function listOf(list: string): Pair[] {
	return list.split(/[,/&;]/).map((item) => {
		const sign = item.search(/[_=:-]/);
		return sign < 0 ? [item, ''] : [item.slice(0, sign), item.slice(sign + 1)];
	});
}

function pairsOf(query: string): Pair[] {
	return query.split('&').map((item) => {
		const [name = '', value = ''] = item.split(/=(.*)/s);
		return [decodeValue(name), decodeValue(value)];
	});
}

/** Names that the manifest does not know are left out. */
function read(pairs: readonly Pair[], commands: NonNullable<ServerUrls['commands']>): Filled {
	const filled: Partial<Record<PlainCommand, string>> = {};
	for (const [name, value] of pairs) {
		const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
		if (command !== undefined && value !== '') filled[command] = value;
	}
	return filled;
}

/**
 * The name of an image, which may itself be a URL: its address says nothing to the rules. An object of Image Serving
 * has neither a comma in its name nor `..` in its path.
 */
function elementsOf(path: string): string[] {
	const name = decodeElement(path).replace(/^\/*[a-z][a-z\d+.-]{0,20}:\/\/[^/]*/i, '');
	const elements = name.replaceAll(',', '_').split('/');
	return elements.filter((element) => element !== '' && element !== '.' && element !== '..');
}

/** Formats that keep transparency do so without being asked on other servers. */
const FORMATS: Readonly<Record<string, string>> = {
	jpg: 'jpeg',
	jpeg: 'jpeg',
	png: 'png-alpha',
	webp: 'webp-alpha',
	avif: 'avif-alpha',
	gif: 'gif-alpha',
};

/** Values that are none, such as `auto`, are left out. */
function commandsOf({ wid, hei, size, fmt = '', qlt }: Filled): string {
	const [width, height] = size?.match(/\d+(?:\.\d+)?/g) ?? [];
	const format = fmt.toLowerCase();
	const quality = number(qlt);
	const commands = [
		['wid', number(wid ?? width)],
		['hei', number(hei ?? height)],
		['fmt', Object.hasOwn(FORMATS, format) ? FORMATS[format] : undefined],
		['qlt', quality !== undefined && quality <= 100 ? quality : undefined],
	] as const;
	return commands.flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`])).join('&');
}

/** Pixels or percent, whole; 0 stands for nothing in particular on most servers. */
function number(text: string | undefined): number | undefined {
	const value = /^\d{1,6}(\.\d{1,6})?$/.test(text ?? '') ? Math.round(Number(text)) : 0;
	return value > 0 ? value : undefined;
}

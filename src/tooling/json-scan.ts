import { jsonPath } from '../catalog/manifest/manifest-error.js';

/** What a second look at JSON text tells that its parsed value does not. */
export interface JsonScan {
	/** JSON path -> offset of its value, for those of the wanted paths that are there */
	readonly places: ReadonlyMap<string, number>;
	/** JSON paths, and offsets, of members whose name their object has had before */
	readonly repeated: readonly JsonPlace[];
	/** the first thing that makes it no JSON */
	readonly fault?: JsonPlace & { readonly message: string };
}

export interface JsonPlace {
	readonly path: string;
	/** from the start of the text, in UTF-16 units */
	readonly offset: number;
}

const SPACE = /[ \t\r\n]*/y;
const TOKEN =
	/[{}[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)\b/sy;
/** As much of what is no token as a person needs to recognise it. */
const WRONG = /["']?[^\s"'{}[\],:]{0,20}["']?/y;

/** What may come next -> how a message calls it. */
const EXPECTED = {
	start: '{',
	key: 'a name in double quotes',
	'key or }': 'a name in double quotes, or }',
	colon: 'a colon',
	value: 'a value',
	'value or ]': 'a value, or ]',
	'comma or }': 'a comma, or }',
	'comma or ]': 'a comma, or ]',
	end: 'the end of the file',
} as const;

type Next = keyof typeof EXPECTED;

/** An array or object that has begun but not ended. */
interface Open {
	readonly path: string;
	/** names so far; undefined: an array */
	readonly names?: Set<string>;
	/** items so far */
	count: number;
}

/**
 * Finds the places in JSON text that messages are about. `JSON.parse` does not tell them, and not every
 * engine tells where a text stops to be JSON.
 *
 * @param wanted JSON paths, spelt as `jsonPath` does
 */
export function scanJson(text: string, wanted: ReadonlySet<string>): JsonScan {
	const places = new Map<string, number>();
	const repeated: JsonPlace[] = [];
	const open: Open[] = [];
	let next: Next = 'start';
	let path = '$';
	// a byte order mark is no part of the JSON
	let offset = text.startsWith('\ufeff') ? 1 : 0;

	for (;;) {
		offset += match(SPACE, text, offset)?.length ?? 0;
		const token = readToken(text, offset);
		const container = open.at(-1);
		if (token === undefined && next === 'end' && offset === text.length) return { places, repeated };

		const isValue = next === 'start' || next === 'value' || next === 'value or ]';
		if (isValue && token !== undefined && !/^[}\],:]/.test(token)) {
			if (wanted.has(path)) places.set(path, offset);
			if (token === '{') {
				open.push({ path, names: new Set(), count: 0 });
				next = 'key or }';
			} else if (token === '[') {
				open.push({ path, count: 0 });
				path = `${path}[0]`;
				next = 'value or ]';
			} else {
				next = afterValue(container);
			}
		} else if (next.startsWith('key') && token?.startsWith('"') && container?.names) {
			const name: string = JSON.parse(token);
			path = container.path + jsonPath([name]).slice(1);
			if (container.names.has(name)) repeated.push({ path, offset });
			container.names.add(name);
			next = 'colon';
		} else if (next === 'colon' && token === ':') {
			next = 'value';
		} else if (next.startsWith('comma') && token === ',' && container) {
			container.count += 1;
			if (!container.names) path = `${container.path}[${container.count}]`;
			next = container.names ? 'key' : 'value';
		} else if (token !== undefined && next.endsWith(`or ${token}`) && container) {
			path = container.path;
			open.pop();
			next = afterValue(open.at(-1));
		} else {
			const found = offset === text.length ? 'the end of the file' : wrong(text, offset);
			const message = `not JSON: found ${found}; expected ${EXPECTED[next]}`;
			return { places, repeated, fault: { path: container?.path ?? '$', offset, message } };
		}
		offset += token.length;
	}
}

function afterValue(container: Open | undefined): Next {
	if (!container) return 'end';
	return container.names ? 'comma or }' : 'comma or ]';
}

function match(pattern: RegExp, text: string, offset: number): string | undefined {
	pattern.lastIndex = offset;
	return pattern.exec(text)?.[0];
}

/** @returns undefined if there is no token of JSON */
function readToken(text: string, offset: number): string | undefined {
	const token = match(TOKEN, text, offset);
	return token?.startsWith('"') && !isJson(token) ? undefined : token;
}

/** A string may hold escapes and characters that JSON does not have. */
function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

function wrong(text: string, offset: number): string {
	return `\`${match(WRONG, text, offset) || text.slice(offset, offset + 1)}\``;
}

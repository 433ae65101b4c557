import { posix } from 'node:path';
import { nearestName } from '../catalog/schema/nearest-name.js';
import { found, isObject } from '../catalog/schema/schema-parts.js';
import { MANIFEST_FILE, WORKER_FILE } from './worker-files.js';

/** Options of the plugin; both have defaults. */
export interface UnderstudyOptions {
	/**
	 * The manifest, relative to the project's `publicDir` or, if it is not there, to its root. It gets
	 * the same path below the site's base. Default `image-fallback.json`.
	 */
	readonly manifest?: string;
	/**
	 * Where the worker goes below the site's base. It answers only for pages at its own level and below.
	 * Default `sw.js`.
	 */
	readonly worker?: string;
}

/** Each option: what it is if it is not given, and what it has to be. */
const OPTIONS = {
	manifest: {
		byDefault: MANIFEST_FILE,
		pattern: /[^/]\.json$/,
		form: 'a path such as shop/image-fallback.json, relative to the public folder or to the root of the project',
	},
	worker: {
		byDefault: WORKER_FILE,
		pattern: /[^/]\.m?js$/,
		form: "a path such as shop/sw.js, relative to the site's base",
	},
} as const;

/**
 * Fills in what is not given. A configuration is often not type-checked, so a mistake is told here.
 *
 * @returns paths below the site's base, without a slash at their beginning
 * @throws with the name of the option that is wrong, and what is right
 */
export function readOptions(options: unknown): Required<UnderstudyOptions> {
	if (!isObject(options)) {
		throw new Error(`understudy(): found ${found(options)}; expected an object such as { worker: 'sw.js' }`);
	}
	const names = Object.keys(OPTIONS);
	const unknown = Object.keys(options).find((name) => !names.includes(name));
	if (unknown !== undefined) {
		const nearest = nearestName(unknown, names);
		const hint = nearest ? `did you mean ${nearest}?` : `there are ${names.join(', ')}`;
		throw new Error(`understudy(): unknown option ${unknown}; ${hint}`);
	}
	return { manifest: pathOf('manifest', options), worker: pathOf('worker', options) };
}

function pathOf(name: keyof typeof OPTIONS, options: Record<string, unknown>): string {
	const { byDefault, pattern, form } = OPTIONS[name];
	const value = options[name] ?? byDefault;
	const isPath = typeof value === 'string' && pattern.test(value) && !/^\w+:|(^|\/)\.\.\//.test(value);
	if (!isPath) throw new Error(`understudy(): ${name}: found ${found(value)}; expected ${form}`);
	// `/sw.js` and `./sw.js` mean the same as `sw.js`
	return posix.join('/', value).slice(1);
}

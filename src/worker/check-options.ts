const PREFIX = 'image-understudy/worker: ';
const EXAMPLE = "{ manifest: '/image-fallback.json' }";

/**
 * Refuses options that would do nothing, or not what was meant: a worker with a mistake in it is not installed, and
 * the one before it stays.
 *
 * @param options as a script without types may give them
 * @throws TypeError that says where, what was found and what would be right
 */
export function checkOptions(options: unknown): void {
	if (options === undefined) return;
	if (!isPlainObject(options)) throw refusal('options', options, `an object such as ${EXAMPLE}`);
	const unknown = Object.keys(options).find((name) => name !== 'manifest');
	if (unknown !== undefined) {
		throw new TypeError(`${PREFIX}options.${unknown}: no such option; expected ${EXAMPLE}`);
	}
	const { manifest } = options as { readonly manifest?: unknown };
	if (manifest !== undefined && !isAddress(manifest))
		throw refusal('options.manifest', manifest, 'a URL of http(s), such as "/image-fallback.json"');
}

function refusal(path: string, found: unknown, expected: string): TypeError {
	return new TypeError(`${PREFIX}${path}: found ${described(found)}; expected ${expected}`);
}

function isPlainObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof URL);
}

/** An empty one would be that of the worker's script itself. */
function isAddress(value: unknown): boolean {
	if (typeof value !== 'string' && !(value instanceof URL)) return false;
	if (value === '' || !URL.canParse(value, location.href)) return false;
	return /^https?:$/.test(new URL(value, location.href).protocol);
}

function described(value: unknown): string {
	if (value instanceof URL) return `the URL ${value}`;
	if (Array.isArray(value)) return 'an array';
	if (typeof value === 'object' && value !== null) return 'an object';
	if (typeof value === 'function') return 'a function';
	return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

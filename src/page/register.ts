import type { WorkerMessage } from '../messages.js';
import { trustedScriptUrl } from './trusted-script-url.js';
import { Understudy } from './understudy.js';

/** Where the worker and its rules are; all of it optional. */
export interface RegisterOptions {
	/** URL of the worker, relative to the page; default `/sw.js` */
	readonly url?: string | URL;
	/**
	 * URL of the manifest, relative to the worker; default `image-fallback.json` beside the worker. Read by the drop-in
	 * worker only: a worker of your own gives it to `imageFallbackRoute()`.
	 */
	readonly manifest?: string | URL;
	/** the part of the site whose pages are covered; default: the worker's folder */
	readonly scope?: string;
}

/**
 * Puts the layer in place, heals the images of this page that broke before, and checks for new rules.
 * Resolves when the worker is registered; it covers the page as soon as its installation is done, or at
 * once if it is there already. Whoever registers the same worker again gets the same object.
 *
 * Where there are no service workers (old browser, insecure page, a server that renders the page) nothing is
 * done, and the result says so in `status()`.
 *
 * @throws if the browser refuses the worker, with what it said as `cause`
 */
export async function register(options: RegisterOptions = {}): Promise<Understudy> {
	// a server has none of it, and Node 20 not even a navigator
	const container: ServiceWorkerContainer | undefined = globalThis.navigator?.serviceWorker;
	if (container === undefined) return new Understudy();
	const { manifest, scope } = options;
	const url = new URL(options.url ?? '/sw.js', document.baseURI);
	if (manifest !== undefined) url.searchParams.set('manifest', String(manifest));
	// what a worker says while the browser is busy registering it is not lost
	const early: WorkerMessage[] = [];
	const listening = new AbortController();
	container.addEventListener('message', ({ data }) => early.push(data), { signal: listening.signal });
	try {
		const registration = await container.register(
			trustedScriptUrl(url.href),
			scope === undefined ? {} : { scope },
		);
		return Understudy.of(registration, container, early);
	} catch (cause) {
		throw new Error(`image-understudy: the browser refused the worker ${url.href}`, { cause });
	} finally {
		listening.abort();
	}
}

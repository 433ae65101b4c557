import { Understudy } from './understudy.js';

export interface RegisterOptions {
	/** URL of the worker, relative to the page; default `/sw.js` */
	readonly url?: string | URL;
	/** URL of the manifest, relative to the worker; default `image-fallback.json` beside the worker */
	readonly manifest?: string | URL;
	/** the part of the site whose pages are covered; default: the worker's folder */
	readonly scope?: string;
}

/**
 * Puts the layer in place, heals the images of this page that broke before, and checks for new rules.
 * Resolves when the worker is registered; it covers the page as soon as its installation is done.
 *
 * Where there are no service workers (old browser, insecure page) nothing is done, and the result says so
 * in `status()`.
 *
 * @throws if the browser refuses the worker, with what it said as `cause`
 */
export async function register(options: RegisterOptions = {}): Promise<Understudy> {
	const container: ServiceWorkerContainer | undefined = navigator.serviceWorker;
	if (container === undefined) return new Understudy(undefined);
	const url = new URL(options.url ?? '/sw.js', document.baseURI);
	if (options.manifest !== undefined) url.searchParams.set('manifest', String(options.manifest));
	const understudy = new Understudy(container);
	try {
		const scope = options.scope === undefined ? {} : { scope: options.scope };
		understudy.attach(await container.register(url, scope));
	} catch (cause) {
		throw new Error(`image-understudy: the browser refused the worker ${url.href}`, { cause });
	}
	return understudy;
}

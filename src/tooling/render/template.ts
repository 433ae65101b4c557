import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import { catalogOf } from '../../catalog/lookup/record-lookup.js';
import { parseManifest } from '../../catalog/manifest/manifest.js';
import { resolveRequest } from '../../catalog/resolve-request.js';
import type { RuledCatalogs } from '../../catalog/rules/preprocess.js';
import { objectAddress } from '../../fallback/substitute.js';
import { encodeObject } from '../../protocol/encoding.js';
import type { ImageObject, ImageRequest } from '../../protocol/image-request.js';
import type { ParseOptions } from '../../protocol/parse-image-request.js';
import { asImageServing } from '../../protocol/plain/plain-url.js';
import type { Problem } from '../../protocol/problem.js';
import type { ImageAsset, Picture } from '../../render/port.js';
import { renderRequest } from '../../render/render.js';
import { nodeRenderPort } from './node-port.js';
import { type Site, siteUrl } from './site.js';
import { readAsset, siteAsset } from './site-assets.js';
import { siteFont } from './site-fonts.js';

/** What a template is rendered with. */
export interface TemplateOptions {
	/** the text of the manifest, or the value it was parsed to */
	readonly manifest: unknown;
	/**
	 * Where the manifest lies (`file:`, `http:` or `https:`): a record's `Path` is looked for in that folder,
	 * `/fallback/no-image.png` for example as `fallback/no-image.png` beside the manifest.
	 */
	readonly manifestUrl: string | URL;
	/** values of variables such as `error.message`; those of the request itself count first */
	readonly variables?: Readonly<Record<string, string>>;
	/** the objects that are missing, and what stands in for them (`DefaultImageMode` 1); absent: none is */
	readonly layerDefault?: ParseOptions['layerDefault'];
	/** `fmt=` of a request that has none, e.g. `png`; default `jpeg`, as documented */
	readonly format?: string;
	/** default: that of Node */
	readonly fetch?: typeof fetch;
	/** told of each file that is read, whether it is there or not: absolute path */
	readonly onFile?: (path: string) => void;
}

/** A picture, and what was said about its request. */
export interface TemplatePicture extends Picture {
	/** what is not as the documentation wants it, in the order of the request */
	readonly problems: readonly Problem[];
}

/** A template with its records and everything that can be said before it is drawn. */
export interface Template {
	readonly request: ImageRequest;
	/** @throws RenderError where the documentation answers with an error, or a bound is exceeded */
	render(): Promise<Picture>;
}

/**
 * Makes the picture that the worker would make of a template, in Node. Needs the package
 * `@napi-rs/canvas`. Rule sets are not applied: the worker does not apply them to its substitutes either.
 *
 * @param url `Acme/onError?$error.message=Hello`, or a whole URL
 * @throws ManifestError if the manifest is wrong
 * @throws RenderError where the documentation answers with an error (`r-errorimage.md`), or a bound of the
 * manifest's `limits` is exceeded
 * @throws Error that says what to install if `@napi-rs/canvas` is not there
 */
export async function renderTemplate(url: string, options: TemplateOptions): Promise<TemplatePicture> {
	const template = await readTemplate(url, options);
	return { ...(await template.render()), problems: template.request.problems };
}

/**
 * Understands a template without drawing it.
 *
 * @throws ManifestError if the manifest is wrong
 */
export async function readTemplate(url: string, options: TemplateOptions): Promise<Template> {
	const manifest = parseManifest(options.manifest);
	const { variables, format, layerDefault, onFile } = options;
	const { limits, servers } = manifest;
	const server = servers.find(({ origin, root }) => url.startsWith(`${origin}${root}`));
	const source = { catalogs: unlocked(manifest.catalogs), record: async () => undefined };
	const { url: read, root } = asImageServing(fullUrl(url), server);
	const asked = await resolveRequest(read, source, {
		limits,
		root,
		...(variables && { variables }),
		...(layerDefault && { layerDefault }),
	});
	const request: ImageRequest =
		format === undefined || asked.commands.fmt !== undefined
			? asked
			: { ...asked, commands: { ...asked.commands, fmt: { format } } };
	const site: Site = {
		manifest,
		manifestUrl: new URL(options.manifestUrl),
		fetch: options.fetch ?? fetch,
		...(onFile && { onFile }),
	};
	const watermark = async (object: string | undefined) => {
		if (object === undefined) return undefined;
		const address = objectAddress(object, request.catalog, manifest.catalogs);
		return resolveRequest(fullUrl(encodeObject(address)), source, { watermark: true, limits });
	};
	return {
		request,
		async render() {
			const attributes = effectiveAttributes(manifest.catalogs, request.catalog);
			const assets = new Map<string, Promise<ImageAsset>>();
			const once = (key: string, load: () => Promise<ImageAsset>) => {
				const asset = assets.get(key) ?? load();
				assets.set(key, asset);
				return asset;
			};
			const loadAsset = (object: ImageObject) =>
				once(JSON.stringify([object.rootId, object.id]), () => siteAsset(object, site));
			const port = nodeRenderPort(loadAsset, {
				loadUrl: (url) => once(url, async () => readAsset([siteUrl(url, site)], site)),
				loadFont: (font) => siteFont(font, request.catalog, site),
			});
			return renderRequest(request, attributes, port, limits, await watermark(attributes.Watermark));
		},
	};
}

const ROOT = '/is/image/';

/** What is neither a URL nor a path from the server's root stands below `/is/image/`. */
export function fullUrl(url: string): string {
	return /^(https?:)?\/\//i.test(url) || /^\/is\/(image|content)(?=[/?]|$)/.test(url)
		? url
		: ROOT + url.replace(/^\//, '');
}

/** Who draws a template has written it in the clear. */
function unlocked(catalogs: RuledCatalogs): RuledCatalogs {
	return Object.fromEntries(
		Object.keys(catalogs).map((rootId) => {
			const catalog = catalogOf(catalogs, rootId);
			const attributes = { ...catalog?.attributes, RequestLock: 0, RequestObfuscation: 0 };
			return [rootId, { ...catalog, attributes }];
		}),
	);
}

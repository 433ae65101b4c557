import { DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import { attributeValueText } from '../attributes/attribute-types.js';
import { ATTRIBUTES, isAttributeName } from '../attributes/attributes.js';
import { namedFile } from '../lookup/asset-path.js';
import { recordOf } from '../lookup/record-lookup.js';
import type { Manifest, ManifestCatalog, ManifestCatalogs, ManifestOptions, Server } from './manifest.js';
import { jsonPath, type Notice } from './manifest-error.js';
import { templateRemarks } from './template-faults.js';

/** What is valid in a manifest but probably not what its author means. */
export function checkManifest(manifest: Manifest, { templates = 500 }: ManifestOptions = {}): Notice[] {
	return [
		...checkServers(manifest),
		...Object.entries(manifest.catalogs).flatMap(([rootId, catalog]) =>
			checkCatalog(manifest, rootId, catalog),
		),
		...checkPolicy(manifest),
		...templateRemarks(manifest.catalogs, templates),
	];
}

function checkServers({ servers, catalogs }: Manifest): Notice[] {
	if (servers.length === 0) {
		return [notice(['servers'], 'no server is named, so no image is watched')];
	}
	return servers.flatMap((server, index) => [
		...checkPlace(servers, index),
		...checkScheme(servers, index),
		...(server.protocol === 'plain' ? checkPlain(server, index, catalogs) : checkNotPlain(server, index)),
	]);
}

function checkPlace(servers: readonly Server[], index: number): Notice[] {
	const { origin, root } = servers[index] ?? {};
	const first = servers.findIndex(
		(server) => server.origin === origin && `${root}/`.startsWith(`${server.root}/`),
	);
	if (first === index) return [];
	const relation = servers[first]?.root === root ? 'the same server as' : 'lies within';
	return [notice(['servers', index], `${relation} servers[${first}], which is the one used`)];
}

/** These are as good as https to a browser. */
const LOCAL_HOST = /^http:\/\/(?:[\w.-]+\.)?(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/;

/** A page on https asks for https, whatever its markup says (https://www.w3.org/TR/mixed-content/#upgrade-algorithm). */
function checkScheme(servers: readonly Server[], index: number): Notice[] {
	const { origin = '' } = servers[index] ?? {};
	const secure = origin.replace(/^http:/, 'https:');
	const isCovered = servers.some((server) => server.origin === secure);
	if (isCovered || LOCAL_HOST.test(origin)) return [];
	return [
		notice(
			['servers', index, 'origin'],
			`pages on https request ${secure} instead, which is not in the manifest`,
		),
	];
}

/** Other image servers than Image Serving. */
function checkPlain(
	{ catalog, commands = {}, patterns = [] }: Server,
	index: number,
	catalogs: ManifestCatalogs,
): Notice[] {
	const notices: Notice[] = [];
	const warn = (name: string, message: string) => notices.push(notice(['servers', index, name], message));
	if (catalog !== undefined && catalog !== DEFAULT_CATALOG && !Object.hasOwn(catalogs, catalog)) {
		warn(
			'catalog',
			`the catalog ${JSON.stringify(catalog)} is not in the manifest; the default catalog counts`,
		);
	}
	const isListed = patterns.some((pattern) => pattern.includes('{commands}'));
	if (isListed && Object.keys(commands).length === 0) {
		warn('patterns', '{commands} fits nothing without `commands` that name them');
	}
	const tellsSize = [...Object.values(commands), ...patterns].some((told) => /wid|hei|size/.test(told));
	if (!tellsSize) {
		const message =
			'neither `commands` nor `patterns` tell a size, so all substitutes have that of DefaultPix';
		notices.push(notice(['servers', index], message));
	}
	return notices;
}

function checkNotPlain(server: Server, index: number): Notice[] {
	const names = (['catalog', 'commands', 'patterns'] as const).filter((name) => server[name] !== undefined);
	return names.map((name) => notice(['servers', index, name], 'not used without `"protocol": "plain"`'));
}

function checkCatalog(manifest: Manifest, rootId: string, catalog: ManifestCatalog): Notice[] {
	const notices: Notice[] = [];
	const warn = (name: string, message: string) =>
		notices.push(notice(['catalogs', rootId, 'attributes', name], message));
	for (const [name, value] of Object.entries(catalog.attributes ?? {})) {
		const written = value === undefined ? '' : attributeValueText(value);
		if (!isAttributeName(name) || written === '') continue;
		if (ATTRIBUTES[name].browser === 'N' || REPLACED.has(name)) warn(name, 'not used in the browser');
		if (name === 'RootId' && written !== rootId) {
			warn(name, `the catalog is known by its key in the manifest, ${JSON.stringify(rootId)}`);
		}
		if (name === 'DefaultImage' || name === 'ErrorImage' || name === 'Watermark') {
			const unknown = unknownObject(manifest, rootId, written);
			if (unknown !== undefined) warn(name, unknown);
		}
	}
	if (catalog.profiles !== undefined) {
		notices.push(notice(['catalogs', rootId, 'profiles'], 'not used in the browser'));
	}
	return notices;
}

/** Their contents are part of the manifest. */
const REPLACED: ReadonlySet<string> = new Set([
	'CatalogFile',
	'FontMapFile',
	'IccProfileMapFile',
	'MacroFile',
	'RuleSetFile',
	'StaticContentCatalogFile',
	'SvgCatalogFile',
]);

/** @returns what is odd about an object, undefined if it leads to a record or may be a file */
function unknownObject({ catalogs, servers }: Manifest, rootId: string, object: string): string | undefined {
	const specifier = object.replace(/^\//, '');
	const [first = '', ...rest] = specifier.split('/');
	const named = { rootId: first, id: rest.join('/') };
	const keys = [{ rootId, id: specifier }, { rootId: DEFAULT_CATALOG, id: specifier }, named];
	if (keys.some((key) => recordOf(catalogs, key) !== undefined)) return undefined;
	if (rest.length > 0 && !Object.hasOwn(catalogs, first)) {
		return `${JSON.stringify(object)} names the catalog ${JSON.stringify(first)}, which is not in the manifest`;
	}
	const file = namedFile({ specifier, rootId, id: specifier, record: undefined }, { RootPath: undefined });
	const served = `${JSON.stringify(object)} has no record, so it will be requested from the image server`;
	if (file !== undefined) return `${served}, then from below RootPath on the shop's own site`;
	if (servers.length > 0 && servers.every(({ protocol }) => protocol === 'plain')) {
		return `${JSON.stringify(object)} has no record, and no server is one of Image Serving, which might have it`;
	}
	return served;
}

function checkPolicy({ policy, policies = [], lastGood }: Manifest): Notice[] {
	const all = [
		{ at: ['policy'], steps: policy },
		...policies.map((entry, index) => ({ at: ['policies', index, 'policy'], steps: entry.policy })),
	];
	return all.flatMap(({ at, steps }) =>
		Object.entries(steps).flatMap(([reason, named]) => {
			const index = named?.indexOf('last-good') ?? -1;
			if (index < 0 || (lastGood !== undefined && reason !== 'missing')) return [];
			const why =
				reason === 'missing'
					? 'a copy is never shown for an image that is missing'
					: 'no copies of good images are kept without `lastGood`';
			return [notice([...at, reason, index], `${why}; the next step is taken`)];
		}),
	);
}

function notice(keys: readonly (string | number)[], message: string): Notice {
	return { path: jsonPath(keys), message };
}

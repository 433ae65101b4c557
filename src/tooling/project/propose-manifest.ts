import { findImages } from './image-urls.js';
import type { TextFile } from './text-files.js';

/** What a project's files say about its image servers. */
export interface ProjectImages {
	/** origins, the most frequent first */
	readonly servers: readonly string[];
	/** RootIds, the most frequent first */
	readonly catalogs: readonly string[];
	/** how many URLs were found, and in how many files */
	readonly images: number;
	readonly files: number;
}

/** More are no shop's choice but a list of somebody's data. */
const MAX_NAMES = 20;

export async function readProject(files: AsyncIterable<TextFile>): Promise<ProjectImages> {
	const servers = new Map<string, number>();
	const catalogs = new Map<string, number>();
	let images = 0;
	let withImages = 0;
	for await (const { text } of files) {
		const found = findImages(text);
		images += found.length;
		if (found.length > 0) withImages += 1;
		for (const { origin, rootId } of found) {
			if (origin !== undefined) servers.set(origin, (servers.get(origin) ?? 0) + 1);
			if (rootId !== undefined) catalogs.set(rootId, (catalogs.get(rootId) ?? 0) + 1);
		}
	}
	return { servers: frequent(servers), catalogs: frequent(catalogs), images, files: withImages };
}

function frequent(counts: ReadonlyMap<string, number>): readonly string[] {
	return [...counts]
		.sort(([, a], [, b]) => b - a)
		.slice(0, MAX_NAMES)
		.map(([name]) => name);
}

/** Stands in the manifest until the shop's own is known. */
export const UNKNOWN_SERVER = 'https://images.example.com';

/** A first manifest that works as it stands, if the servers were found. */
export function proposeManifest({ servers, catalogs }: Pick<ProjectImages, 'servers' | 'catalogs'>): string {
	const origins = servers.length > 0 ? servers : [UNKNOWN_SERVER];
	const proposal = {
		$schema: './manifest.schema.json',
		version: '1',
		servers: origins.map((origin) => ({ origin })),
		catalogs: {
			default: {
				attributes: { DefaultImage: 'no-image', ErrorImage: 'on-error', RootPath: '/' },
				records: {
					'no-image': { Path: 'no-image.svg' },
					'on-error': { Modifier: 'size=400,400&bgc=f2f2f2&text=$error.message$' },
				},
			},
			// each can have a default image and rules of its own; what it does not say comes from `default`
			...Object.fromEntries(
				catalogs.filter((name) => name !== 'default').map((name) => [name, { attributes: {} }]),
			),
		},
	};
	return `${JSON.stringify(proposal, undefined, '\t')}\n`;
}

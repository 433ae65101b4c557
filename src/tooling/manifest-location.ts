import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_FILE } from './worker-files.js';

/** The folders of a Vite project. */
export interface ProjectFolders {
	readonly root: string;
	/** `''` if the project has none */
	readonly publicDir: string;
}

export interface ManifestPlace {
	/** absolute */
	readonly path: string;
	/** in `publicDir`, from where Vite itself copies it into the site */
	readonly isPublic: boolean;
}

/**
 * Where the manifest of a project may lie, best first.
 *
 * @param name a path below `publicDir` or below the root
 */
export function manifestPlaces({ root, publicDir }: ProjectFolders, name: string): readonly ManifestPlace[] {
	const publicPlaces = publicDir === '' ? [] : [{ path: join(publicDir, name), isPublic: true }];
	return [...publicPlaces, { path: join(root, name), isPublic: false }];
}

/**
 * Finds the manifest of a project.
 *
 * @throws if it is nowhere, with what to do about it
 */
export function findManifest(folders: ProjectFolders, name: string): ManifestPlace {
	const places = manifestPlaces(folders, name);
	const place = places.find(({ path }) => existsSync(path));
	if (place) return place;
	const tried = places.map(({ path }) => path).join(' nor at ');
	const folder = folders.publicDir || folders.root;
	throw new Error(
		`There is no manifest at ${tried}. \`npx image-understudy init ${folder} --manifest-only\` writes one to start from, ${MANIFEST_FILE}.`,
	);
}

import { storageName } from '../catalog/storage-name.js';

/** The pictures that the rules name, as they were fetched. */
export function assetCache(generation: number): Promise<Cache> {
	return caches.open(`${storageName()}-assets-${generation}`);
}

/** Finished substitutes. */
export function renderingCache(generation: number): Promise<Cache> {
	return caches.open(`${storageName()}-renderings-${generation}`);
}

/** @param generation the rules whose caches stay; undefined deletes all */
export async function deleteCaches(generation?: number): Promise<void> {
	const names = await caches.keys();
	const old = names.filter(
		(name) => name.startsWith(`${storageName()}-`) && !name.endsWith(`-${generation}`),
	);
	await Promise.all(old.map((name) => caches.delete(name)));
}

import { storageName } from '../catalog/storage-name.js';

/** The pictures that the rules name, as they were fetched. */
export function assetCache(generation: number): Promise<Cache> {
	return caches.open(`${storageName()}-assets-${generation}`);
}

/** Finished substitutes. */
export function renderingCache(generation: number): Promise<Cache> {
	return caches.open(`${storageName()}-renderings-${generation}`);
}

/** Of the copies of good pictures: they outlive the rules. */
export function lastGoodName(): string {
	return `${storageName()}-last-good`;
}

export function lastGoodCache(): Promise<Cache> {
	return caches.open(lastGoodName());
}

/** @param generation the rules whose caches stay, and with them the last good copies; undefined deletes all */
export async function deleteCaches(generation?: number): Promise<void> {
	const names = await caches.keys();
	const stays = (name: string) =>
		generation !== undefined && (name.endsWith(`-${generation}`) || name === lastGoodName());
	const old = names.filter((name) => name.startsWith(`${storageName()}-`) && !stays(name));
	await Promise.all(old.map((name) => caches.delete(name)));
}

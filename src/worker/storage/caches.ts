import { storageName } from '../../catalog/store/storage-name.js';
import { BoundedMap } from '../bounded-map.js';

/** The pictures that the rules name, as they were fetched. */
export function assetCache(generation: number): Promise<Cache> {
	return open('assets', generation);
}

/** Finished substitutes. */
export function renderingCache(generation: number): Promise<Cache> {
	return open('renderings', generation);
}

/** To open one takes nearly as long as to find something in it. */
const opened = new BoundedMap<string, Promise<Cache>>(8);

/** Other rules before the last of these have no caches any more: who is late with a picture does not make them anew. */
let staying: readonly number[] = [];

async function open(kind: string, generation: number): Promise<Cache> {
	if (generation < Math.max(...staying) && !staying.includes(generation))
		throw new Error(`The pictures of the rules ${generation} are deleted.`);
	const name = `${storageName()}-${kind}-${generation}`;
	const known = opened.get(name);
	if (known !== undefined) return known;
	const opening = caches.open(name);
	opened.set(name, opening);
	opening.catch(() => opened.delete(name));
	return opening;
}

/** Of the copies of good pictures: they outlive the rules. */
export function lastGoodName(): string {
	return `${storageName()}-last-good`;
}

export function lastGoodCache(): Promise<Cache> {
	return caches.open(lastGoodName());
}

/** @param generations the rules whose caches stay, and with them the last good copies; undefined deletes all */
export async function deleteCaches(generations?: readonly number[]): Promise<void> {
	// a generation is the time when its rules came
	staying = generations ?? [Date.now()];
	const names = await caches.keys();
	const stays = (name: string) =>
		generations !== undefined &&
		(name === lastGoodName() || generations.some((generation) => name.endsWith(`-${generation}`)));
	const old = names.filter((name) => name.startsWith(`${storageName()}-`) && !stays(name));
	for (const name of old) opened.delete(name);
	await Promise.all(old.map((name) => caches.delete(name)));
}

import { storageName } from '../../catalog/storage-name.js';
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

/** Rules before this generation have no caches any more: who is late with a picture of theirs does not make them anew. */
let firstGeneration = 0;

async function open(kind: string, generation: number): Promise<Cache> {
	if (generation < firstGeneration) throw new Error(`The pictures of the rules ${generation} are deleted.`);
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

/** @param generation the rules whose caches stay, and with them the last good copies; undefined deletes all */
export async function deleteCaches(generation?: number): Promise<void> {
	// a generation is the time when its rules came
	firstGeneration = generation ?? Date.now();
	const names = await caches.keys();
	const stays = (name: string) =>
		generation !== undefined && (name.endsWith(`-${generation}`) || name === lastGoodName());
	const old = names.filter((name) => name.startsWith(`${storageName()}-`) && !stays(name));
	for (const name of old) opened.delete(name);
	await Promise.all(old.map((name) => caches.delete(name)));
}

import type { RecordKey } from '../../protocol/catalogs.js';

/** Cache Storage wants URLs: files that the rules need are kept below this one, relative to the worker's script. */
const FOLDER = 'image-understudy-asset/';

/** @param name of the file, e.g. `storedObject()` of an object; encoded as in a URL */
export function storedFileUrl(name: string, script: string): string {
	return new URL(FOLDER + name, script).href;
}

/** The name of an object's picture among the stored files. */
export function storedObject({ rootId, id }: RecordKey): string {
	return `${encodeURIComponent(rootId)}/${encodeURIComponent(id)}`;
}

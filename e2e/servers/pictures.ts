import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { drawBadge } from './badge.js';
import type { Pixels } from './image-view.js';

export interface Picture extends Pixels {
	/** an image file of that size, or SVG text whose natural size that is */
	readonly bytes: Buffer;
	/** SVG: can be drawn at any size, and small is quick */
	readonly isVector: boolean;
}

/** `pictures/Acme/mug.svg` is the object `Acme/mug`. */
const FOLDER = fileURLToPath(new URL('./pictures/', import.meta.url));

/** The pictures of the server by object: the shop's own ones, one template, and whatever a test adds. */
export class PictureStore {
	/** object -> file */
	readonly #files = new Map<string, string>();
	/** what a test has put in the place of a picture; undefined: nothing */
	readonly #changes = new Map<string, string | Buffer | undefined>();

	constructor() {
		for (const file of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })) {
			if (!file.endsWith('.svg')) continue;
			this.#files.set(file.slice(0, -'.svg'.length).replaceAll('\\', '/'), join(FOLDER, file));
		}
	}

	/** Undoes every `set`. @returns whether there was any */
	reset(): boolean {
		const changed = this.#changes.size > 0;
		this.#changes.clear();
		return changed;
	}

	has(object: string): boolean {
		if (this.#changes.has(object)) return this.#changes.get(object) !== undefined;
		return this.#files.has(object) || object === BADGE;
	}

	/** @param source SVG text or the bytes of any picture sharp can read; undefined takes it away */
	set(object: string, source: string | Buffer | undefined): void {
		this.#changes.set(object, source);
	}

	/** @returns undefined if there is no such object */
	async get(object: string, variables: Readonly<Record<string, string>>): Promise<Picture | undefined> {
		if (!this.has(object)) return undefined;
		const change = this.#changes.get(object);
		if (change !== undefined) return measure(change);
		const file = this.#files.get(object);
		return measure(file === undefined ? drawBadge(variables.text ?? 'New') : readFileSync(file));
	}
}

/** The one template: `/is/image/Acme/badge?$text=Sale`. */
const BADGE = 'Acme/badge';

async function measure(source: string | Buffer): Promise<Picture> {
	const bytes = Buffer.from(source);
	const { width, height, format } = await sharp(bytes).metadata();
	return { bytes, width, height, isVector: format === 'svg' };
}

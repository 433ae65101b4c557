import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { drawBadge } from './badge.js';
import type { Pixels } from './image-view.js';

export interface Picture extends Pixels {
	/** PNG at natural size */
	readonly bytes: Buffer;
}

/** `pictures/Acme/mug.svg` is the object `Acme/mug`. */
const FOLDER = fileURLToPath(new URL('./pictures/', import.meta.url));

/** The pictures of the server by object: the shop's own ones, templates, and whatever a test adds. */
export class PictureStore {
	readonly #sources = new Map<string, () => string | Buffer>();
	readonly #drawn = new Map<string, Promise<Picture>>();

	constructor() {
		this.reset();
	}

	/** Back to the pictures of the shop. */
	reset(): void {
		this.#sources.clear();
		this.#drawn.clear();
		for (const file of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })) {
			if (!file.endsWith('.svg')) continue;
			const object = file.slice(0, -'.svg'.length).replaceAll('\\', '/');
			this.#sources.set(object, () => readFileSync(join(FOLDER, file)));
		}
	}

	has(object: string): boolean {
		return this.#sources.has(object) || object === BADGE;
	}

	/** @param source SVG text or the bytes of any picture sharp can read; undefined takes it away */
	set(object: string, source: string | Buffer | undefined): void {
		this.#drawn.delete(object);
		if (source === undefined) this.#sources.delete(object);
		else this.#sources.set(object, () => source);
	}

	/** @returns undefined if there is no such object */
	async get(object: string, variables: Readonly<Record<string, string>>): Promise<Picture | undefined> {
		if (object === BADGE && !this.#sources.has(BADGE)) return draw(drawBadge(variables.text ?? 'New'));
		const source = this.#sources.get(object);
		if (!source) return undefined;
		const known = this.#drawn.get(object);
		if (known) return known;
		const drawn = draw(source());
		this.#drawn.set(object, drawn);
		return drawn;
	}
}

/** The one template: `/is/image/Acme/badge?$text=Sale`. */
const BADGE = 'Acme/badge';

async function draw(source: string | Buffer): Promise<Picture> {
	const image = sharp(Buffer.from(source)).png({ compressionLevel: 1 });
	const { data, info } = await image.toBuffer({ resolveWithObject: true });
	return { bytes: data, width: info.width, height: info.height };
}

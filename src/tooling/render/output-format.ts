import { extname } from 'node:path';

const FORMATS: Readonly<Record<string, string>> = {
	'.jpg': 'jpeg',
	'.jpeg': 'jpeg',
	'.png': 'png',
	'.webp': 'webp',
	'.avif': 'avif',
	'.gif': 'gif',
	'.tif': 'tif',
	'.tiff': 'tif',
};

/** The `fmt=` that a file's name stands for; undefined: none. */
export function formatOfFile(path: string): string | undefined {
	return FORMATS[extname(path).toLowerCase()];
}

export const FILE_EXTENSIONS: readonly string[] = Object.keys(FORMATS);

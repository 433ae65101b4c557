import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Calls `work` with a folder of its own, and deletes the folder afterwards. For tests.
 *
 * @param files path in the folder -> text, or bytes
 */
export async function withFolder<T>(
	files: Readonly<Record<string, string | Uint8Array>>,
	work: (folder: string) => Promise<T>,
): Promise<T> {
	const folder = await mkdtemp(join(tmpdir(), 'image-understudy-'));
	try {
		for (const [path, text] of Object.entries(files)) {
			await mkdir(dirname(join(folder, path)), { recursive: true });
			await writeFile(join(folder, path), text);
		}
		return await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

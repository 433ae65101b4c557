import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { withFolder } from './testing/temporary-folder.js';

const PROGRAM = fileURLToPath(new URL('cli.ts', import.meta.url));

test('who stops reading what it says, as `init DIR | head -1` does, stops no work', { timeout: 60_000 }, () =>
	withFolder({}, async (folder) => {
		const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, 'init', folder], {
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		child.stdout.destroy();
		let error = '';
		child.stderr.on('data', (chunk) => {
			error += chunk;
		});
		const [code] = await once(child, 'close');
		expect({ code, error }).toEqual({ code: 0, error: '' });
		// the last file that it writes
		expect(await readdir(folder)).toContain('no-image.svg');
	}),
);

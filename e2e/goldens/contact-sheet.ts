import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Comparison } from './compare.js';

const RESULTS = fileURLToPath(new URL('../../test-results', import.meta.url));
const FILES = 'goldens';

/** What was drawn for one golden; pictures as PNG. */
export interface Outcome {
	readonly golden: Buffer;
	readonly worker: Comparison & { readonly picture: Buffer };
	readonly node: Comparison & { readonly picture: Buffer };
}

/** Keeps what was drawn for the contact sheet, which is written when all is done. */
export async function keepForSheet(name: string, { golden, worker, node }: Outcome): Promise<void> {
	const folder = join(RESULTS, FILES);
	await mkdir(folder, { recursive: true });
	const pictures = {
		golden,
		worker: worker.picture,
		node: node.picture,
		'worker-difference': worker.difference,
		'node-difference': node.difference,
	};
	for (const [kind, bytes] of Object.entries(pictures)) {
		if (bytes) await writeFile(join(folder, `${name}.${kind}.png`), bytes);
	}
	const shares = { worker: worker.share, node: node.share };
	await writeFile(join(folder, `${name}.json`), JSON.stringify(shares));
}

/** One page with every golden beside what was drawn now: test-results/contact-sheet.html. */
export async function writeContactSheet(rows: readonly SheetRow[]): Promise<void> {
	const lines = await Promise.all(rows.map(sheetRow));
	const columns = ['request', 'golden', 'browser', 'Node', 'difference, browser', 'difference, Node'];
	const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Golden pictures</title>
<style>
	body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; color: #222; background: #f4f4f4 }
	table { border-collapse: collapse }
	th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-top: 1px solid #ccc }
	thead th { position: sticky; top: 0; background: #f4f4f4 }
	code { display: block; max-width: 28rem; overflow-wrap: anywhere; color: #555 }
	img { display: block; background: repeating-conic-gradient(#ddd 0 25%, #fff 0 50%) 0 / 12px 12px }
</style>
<h1>Golden pictures</h1>
<table>
<thead><tr>${columns.map((column) => `<th>${column}</th>`).join('')}</tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>
</html>
`;
	await mkdir(RESULTS, { recursive: true });
	await writeFile(join(RESULTS, 'contact-sheet.html'), html);
}

interface SheetRow {
	readonly name: string;
	readonly shows: string;
	readonly request: string;
}

async function sheetRow({ name, shows, request }: SheetRow): Promise<string> {
	const head = `<td><b id="${name}">${name}</b><p>shows ${escaped(shows)}</p><code>${escaped(request)}</code></td>`;
	const shares = await readShares(name);
	if (shares === undefined) return `<tr>${head}<td colspan="5">not drawn</td></tr>`;
	const picture = (kind: string) => `<img alt="" loading="lazy" src="${FILES}/${name}.${kind}.png">`;
	const difference = (kind: 'worker' | 'node') =>
		`<td>${(shares[kind] * 100).toFixed(2)} %${picture(`${kind}-difference`)}</td>`;
	const drawn = ['golden', 'worker', 'node'].map((kind) => `<td>${picture(kind)}</td>`).join('');
	return `<tr>${head}${drawn}${difference('worker')}${difference('node')}</tr>`;
}

async function readShares(name: string): Promise<{ worker: number; node: number } | undefined> {
	const text = await readFile(join(RESULTS, FILES, `${name}.json`), 'utf8').catch(() => undefined);
	return text === undefined ? undefined : JSON.parse(text);
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Comparison, TOLERANCE } from './compare.js';
import type { Row } from './row.js';

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
		const file = join(folder, `${name}.${kind}.png`);
		if (bytes) await writeFile(file, bytes);
		// of an earlier run, when the sizes were equal
		else await rm(file, { force: true });
	}
	const drawn: Drawn = {
		worker: { share: worker.share, isSameSize: worker.difference !== undefined },
		node: { share: node.share, isSameSize: node.difference !== undefined },
	};
	await writeFile(join(folder, `${name}.json`), JSON.stringify(drawn));
}

type Place = 'worker' | 'node';
export type Drawn = Readonly<Record<Place, { readonly share: number; readonly isSameSize: boolean }>>;

/** One page with every golden beside what was drawn now: test-results/contact-sheet.html. */
export async function writeContactSheet(rows: readonly Row[]): Promise<void> {
	const outcomes = await Promise.all(
		rows.map(async (row) => {
			const text = await readFile(join(RESULTS, FILES, `${row[0]}.json`), 'utf8').catch(() => undefined);
			return { row, drawn: text === undefined ? undefined : (JSON.parse(text) as Drawn) };
		}),
	);
	await mkdir(RESULTS, { recursive: true });
	await writeFile(join(RESULTS, 'contact-sheet.html'), contactSheet(outcomes));
}

interface SheetRow {
	readonly row: Row;
	/** undefined: it was not drawn */
	readonly drawn: Drawn | undefined;
}

/** The page: what differs comes first, as links, and stands out below. */
export function contactSheet(rows: readonly SheetRow[]): string {
	const columns = ['request', 'golden', 'browser', 'Node', 'difference, browser', 'difference, Node'];
	const odd = rows.filter(isOdd).map(({ row: [name] }) => `<a href="#${name}">${name}</a>`);
	const summary =
		odd.length === 0
			? `All ${rows.length} are drawn as they are kept.`
			: `${odd.length} of ${rows.length} differ, or were not drawn: ${odd.join(', ')}`;
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Golden pictures</title>
<style>
	body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; color: #222; background: #f4f4f4 }
	table { border-collapse: collapse }
	th, td { text-align: left; vertical-align: top; padding: .5rem .75rem; border-top: 1px solid #ccc }
	thead th { position: sticky; top: 0; background: #f4f4f4 }
	p { margin: .25rem 0 }
	code { display: block; max-width: 28rem; overflow-wrap: anywhere; color: #555 }
	img { display: block; background: repeating-conic-gradient(#ddd 0 25%, #fff 0 50%) 0 / 12px 12px }
	tr.odd { background: #ffe3dc; scroll-margin-top: 3rem }
</style>
<h1>Golden pictures</h1>
<p>${summary}</p>
<table>
<thead><tr>${columns.map((column) => `<th>${column}</th>`).join('')}</tr></thead>
<tbody>
${rows.map(sheetRow).join('\n')}
</tbody>
</table>
</html>
`;
}

function isOdd({ drawn }: SheetRow): boolean {
	return !drawn || drawn.worker.share > TOLERANCE || drawn.node.share > TOLERANCE;
}

function sheetRow(each: SheetRow): string {
	const { row, drawn } = each;
	const [name, shows, request, { attributes = {}, missing = [], same, unlike } = {}] = row;
	const remarks = [
		...Object.entries(attributes).map(([attribute, value]) => `${attribute}=${value}`),
		...missing.map((object) => `${object} is missing`),
		...(unlike === undefined ? [] : [`unlike ${unlike}`]),
		...(same === undefined ? [] : [`not to be seen: ${same}`]),
	];
	const head = [
		`<b>${name}</b><p>shows ${escaped(shows)}</p><code>${escaped(request)}</code>`,
		...remarks.map((remark) => `<p>${escaped(remark)}</p>`),
	].join('');
	const start = `<tr id="${name}"${isOdd(each) ? ' class="odd"' : ''}><td>${head}</td>`;
	if (!drawn) return `${start}<td colspan="5">not drawn</td></tr>`;
	const picture = (kind: string) => `<img alt="" loading="lazy" src="${FILES}/${name}.${kind}.png">`;
	const difference = (place: Place) => {
		const { share, isSameSize } = drawn[place];
		const shown = isSameSize
			? `${(share * 100).toFixed(2)} %${picture(`${place}-difference`)}`
			: 'another size';
		return `<td>${shown}</td>`;
	};
	const pictures = ['golden', 'worker', 'node'].map((kind) => `<td>${picture(kind)}</td>`).join('');
	return `${start}${pictures}${difference('worker')}${difference('node')}</tr>`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

import type { BrowserContext, Page } from '@playwright/test';
import type { Fault } from '../servers/faults.js';
import { type ImageServer, startImageServer } from '../servers/image-server.js';
import { coloursOf } from '../shop/places.js';
import { expect, test } from '../shop/shop.js';
import { expectedCell, FAULTS, type FaultRow, WAYS, type Way } from './fault-matrix.js';

const GREEN =
	'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="#0f0"/></svg>';

/** How long a server is waited for that never says anything, and how long any other, on a busy machine. */
const SILENCE_MS = 500;
const PATIENCE_MS = 60_000;

type Row = Readonly<Record<Way, string>>;

/** A server of its own for each fault: what is learned of one says nothing of the others. */
interface Ill {
	readonly row: FaultRow;
	readonly origin: string;
	readonly server: ImageServer | undefined;
}

async function startIll(row: FaultRow): Promise<Ill> {
	const { fault } = row;
	if (fault === 'dns') return { row, origin: 'http://nowhere.invalid', server: undefined };
	const server = await startImageServer();
	server.setPicture('Acme/green', GREEN);
	if (fault === 'refused') await server.stop();
	if (typeof fault === 'object') await server.setFault('*', fault);
	// a server that knows no TLS
	const origin = fault === 'tls' ? server.origin.replace('http:', 'https:') : server.origin;
	return { row, origin, server };
}

/** Asks for a picture in all ways at once. */
async function askInAllWays(page: Page, url: (way: Way) => string): Promise<void> {
	const side = 'display:block;width:40px;height:40px';
	const html = `
		<img id="img" src="${url('img')}" style="${side}">
		<div style="height:60px;overflow:auto"><div style="height:6000px"></div><img id="lazy" loading="lazy" src="${url('lazy img')}" style="${side}"></div>
		<picture><source srcset="${url('picture')} 1x"><img id="picture" style="${side}"></picture>
		<div data-place="background" style="${side};background:#fff url('${url('background')}') center/cover"></div>
		<svg data-place="SVG image" style="${side}"><image href="${url('SVG image')}" width="40" height="40" preserveAspectRatio="xMidYMid slice"/></svg>
		<img id="crossorigin" crossorigin src="${url('img crossorigin')}" style="${side}">`;
	await page.evaluate(
		([markup, forImage, forFetch]) => {
			document.body.innerHTML = markup;
			document.getElementById('lazy')?.scrollIntoView();
			const own: Record<string, string> = {};
			Object.assign(window, { own });
			const image = new Image();
			image.onload = () => {
				const context = new OffscreenCanvas(1, 1).getContext('2d');
				// the last pixel: words begin at the first
				context?.drawImage(image, 1 - image.naturalWidth, 1 - image.naturalHeight);
				try {
					own.image = [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3).join(',');
				} catch {
					// of another origin: no substitute
					own.image = 'unreadable';
				}
			};
			image.onerror = () => {
				own.image = 'failure';
			};
			image.src = forImage;
			fetch(forFetch)
				.then(async (response) => {
					await response.blob();
					own.fetch = response.headers.get('x-image-understudy') ?? (response.ok ? 'picture' : 'failure');
				})
				.catch(() => {
					own.fetch = 'failure';
				});
		},
		[html, url('new Image()'), url('fetch()')] as const,
	);
}

/** What is seen of it, in each way. */
async function look(page: Page, second: Page, url: (way: Way) => string): Promise<Row> {
	const [{ images, told, own }, colours, other] = await Promise.all([
		page.evaluate(() => ({
			images: Object.fromEntries(
				['img', 'lazy', 'picture', 'crossorigin'].map((id) => {
					const { dataset, complete, naturalWidth } = document.getElementById(id) as HTMLImageElement;
					const well = complete && naturalWidth > 0 ? 'picture' : 'failure';
					return [id, dataset.fallback ? `${dataset.fallback} ${dataset.fallbackReason}` : well];
				}),
			),
			told: Object.fromEntries(
				(window.events as unknown as { type: string; url: string; kind: string; reason: string }[])
					.filter(({ type }) => type === 'substitute')
					.map(({ url, kind, reason }) => [url, `${kind} ${reason}`]),
			),
			own: (window as unknown as { own: Record<string, string> }).own,
		})),
		coloursOf(page),
		second.evaluate(() => {
			const { dataset, complete, naturalWidth } = document.querySelector('img') as HTMLImageElement;
			const well = complete && naturalWidth > 0 ? 'picture' : 'failure';
			return dataset.fallback ? `${dataset.fallback} ${dataset.fallbackReason}` : well;
		}),
	]);
	/** The colour that is seen, and what was said of it, must agree. */
	const painted = (way: Way, colour = ''): string => {
		const kind = { blue: 'default', yellow: 'error', green: 'picture', nothing: 'failure' }[colour];
		if (kind === 'picture' || kind === 'failure') return kind;
		const said = short(told[url(way)]);
		return kind !== undefined && said.startsWith(kind) ? said : `${colour}, told ${said}`;
	};
	const named: Readonly<Record<string, string>> = {
		'0,0,255': 'blue',
		'255,255,0': 'yellow',
		'0,255,0': 'green',
	};
	return {
		img: short(images.img),
		'lazy img': short(images.lazy),
		picture: short(images.picture),
		background: painted('background', colours.background),
		'SVG image': painted('SVG image', colours['SVG image']),
		'new Image()':
			own.image === 'failure' || own.image === undefined
				? String(own.image)
				: painted('new Image()', named[own.image] ?? (own.image === 'unreadable' ? 'green' : own.image)),
		'fetch()': short(own.fetch?.replace(/;[^=]*=/, ' ').replace(/;.*/, '')),
		'img crossorigin': short(images.crossorigin),
		'second tab': short(other),
	};
}

/** `default-image missing` -> `default missing` */
function short(cell = 'nothing yet'): string {
	return cell.replace('-image', '');
}

/** @returns what was seen at last */
async function expectRow(ill: Ill, page: Page, second: Page): Promise<Row> {
	const { row, origin } = ill;
	const url = (way: Way) => `${origin}/is/image/Acme/green?wid=60&fmt=png&way=${WAYS.indexOf(way)}`;
	const expected = Object.fromEntries(WAYS.map((way) => [way, expectedCell(row, way)]));
	await askInAllWays(page, url);
	await second.evaluate((address) => {
		document.body.innerHTML = `<img src="${address}">`;
	}, url('second tab'));
	let seen = {} as Row;
	await expect.soft
		.poll(
			async () => {
				seen = await look(page, second, url);
				return seen;
			},
			{ message: row.name, timeout: 20_000 },
		)
		.toEqual(expected);
	return seen;
}

for (const [family, rows] of Object.entries(FAULTS)) {
	test(`fault matrix: ${family}`, async ({ shop, context }) => {
		test.setTimeout(180_000);
		const ills = await Promise.all(rows.map(startIll));
		const servers = ills.map(({ origin, row: { fault } }) => ({
			origin,
			timeoutMs: typeof fault === 'object' && fault.type === 'hang' ? SILENCE_MS : PATIENCE_MS,
		}));
		shop.setManifest({ servers });
		const page = await shop.openCovered();
		const second = await shop.openCovered();
		const lines: string[] = [];
		for (const ill of ills) {
			const seen = await withNetwork(context, ill.row.fault, () => expectRow(ill, page, second));
			lines.push(matrixLine(ill.row.name, seen));
		}
		console.log(`${family}\n${lines.join('\n')}`);
		await Promise.all(ills.map(({ server }) => server?.close()));
	});
}

async function withNetwork<Result>(
	context: BrowserContext,
	fault: Fault | string,
	work: () => Promise<Result>,
): Promise<Result> {
	if (fault !== 'offline') return work();
	await context.setOffline(true);
	const result = await work();
	await context.setOffline(false);
	return result;
}

function matrixLine(name: string, seen: Row): string {
	return `  ${name.padEnd(44)} ${WAYS.map((way) => seen[way].padEnd(16)).join(' ')}`;
}

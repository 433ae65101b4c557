import type { BrowserContext, Page } from '@playwright/test';
import type { Fault } from '../servers/faults.js';
import { type ImageServer, startImageServer } from '../servers/image-server.js';
import { coloursOf } from '../shop/places.js';
import { covered, expect, test } from '../shop/shop.js';
import { expectedCell, FAULTS, type FaultRow, WAYS, type Way } from './fault-matrix.js';

const GREEN =
	'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="#0f0"/></svg>';

/** How long a server is waited for that never says anything. */
const SILENCE_MS = 500;

/** The same for one that answers, and does not end: a busy machine must have said something until then. */
const ENDLESS_MS = 2000;

/** The same for all others. */
const PATIENCE_MS = 60_000;

type Row = Readonly<Record<Way, string>>;

/** What is learned of one server says nothing of the others: each fault has its own. */
interface Ill {
	readonly row: FaultRow;
	/** one for all ways; one for each where answers do not end: a browser asks a server for six at a time */
	readonly origins: readonly string[];
	readonly servers: readonly ImageServer[];
}

async function startIll(row: FaultRow): Promise<Ill> {
	const { fault, seen } = row;
	if (fault === 'dns') return { row, origins: ['http://nowhere.invalid'], servers: [] };
	const count = seen === 'waiting' ? WAYS.length : 1;
	const servers = await Promise.all(Array.from({ length: count }, () => startFaulty(fault)));
	// a server that knows no TLS
	const origins = servers.map(({ origin }) => (fault === 'tls' ? origin.replace('http:', 'https:') : origin));
	return { row, origins, servers };
}

async function startFaulty(fault: FaultRow['fault']): Promise<ImageServer> {
	const server = await startImageServer();
	server.setPicture('Acme/green', GREEN);
	if (fault === 'refused') await server.stop();
	if (typeof fault === 'object') await server.setFault('*', fault);
	await server.setFault(SILENT, { type: 'hang' });
	return server;
}

/** An object for which no server has an answer. */
const SILENT = 'Acme/silent';

/** Waits until what is never answered has got its substitute: whatever else has a limit of time has reached it. */
async function timeIsOver(page: Page, origin: string): Promise<void> {
	const substitute = await page.evaluate(
		async (url) => (await fetch(url)).headers.get('x-image-understudy'),
		`${origin}/is/image/${SILENT}`,
	);
	expect(substitute).toContain('reason=timeout');
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
	const [{ images, told, own, ended }, colours, other] = await Promise.all([
		page.evaluate(() => ({
			images: Object.fromEntries(
				['img', 'lazy', 'picture', 'crossorigin'].map((id) => {
					const { dataset, complete, naturalWidth } = document.getElementById(id) as HTMLImageElement;
					const end = naturalWidth > 0 ? 'picture' : 'failure';
					const shows = complete ? end : 'waiting';
					return [id, dataset.fallback ? `${dataset.fallback} ${dataset.fallbackReason}` : shows];
				}),
			),
			ended: performance.getEntriesByType('resource').map(({ name }) => name),
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
			const end = naturalWidth > 0 ? 'picture' : 'failure';
			return dataset.fallback ? `${dataset.fallback} ${dataset.fallbackReason}` : complete ? end : 'waiting';
		}),
	]);
	/** The colour that is seen, and what was said of it, must agree. */
	const painted = (way: Way, colour = ''): string => {
		const kind = { blue: 'default', yellow: 'error', green: 'picture', nothing: 'failure' }[colour];
		if (kind === 'failure') return ended.includes(url(way)) ? kind : 'waiting';
		if (kind === 'picture') return kind;
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
				? (own.image ?? 'waiting')
				: painted('new Image()', named[own.image] ?? (own.image === 'unreadable' ? 'green' : own.image)),
		'fetch()': short((own.fetch ?? 'waiting').replace(/;[^=]*=/, ' ').replace(/;.*/, '')),
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
	const { row, origins } = ill;
	const url = (way: Way) => {
		const index = WAYS.indexOf(way);
		return `${origins[index % origins.length]}/is/image/Acme/green?wid=60&fmt=png&way=${index}`;
	};
	const expected = Object.fromEntries(WAYS.map((way) => [way, expectedCell(row, way)]));
	await askInAllWays(page, url);
	await second.evaluate((address) => {
		document.body.innerHTML = `<img src="${address}">`;
	}, url('second tab'));
	if (row.seen === 'waiting') await timeIsOver(page, origins[0] ?? '');
	let seen = {} as Row;
	await expect.soft
		.poll(
			async () => {
				seen = await look(page, second, url);
				return seen;
			},
			{ message: row.name, timeout: 20_000, intervals: [100] },
		)
		.toEqual(expected);
	return seen;
}

/** What an answer says is read by the same script in both workers; `failures` has examples of each. */
const ANSWERED: readonly string[] = [
	'Statuses that speak for themselves',
	'Statuses that need a look at the text',
	'Status 200, and no picture',
];

for (const [family, rows] of Object.entries(FAULTS)) {
	test(`fault matrix: ${family}`, { tag: ANSWERED.includes(family) ? '@drop-in' : [] }, async ({
		shop,
		context,
	}) => {
		test.setTimeout(180_000);
		const ills = await Promise.all(rows.map(startIll));
		const servers = ills.flatMap(({ origins, row: { fault, seen } }) => {
			const isSilent = typeof fault === 'object' && fault.type === 'hang';
			const answered = seen === 'waiting' ? ENDLESS_MS : PATIENCE_MS;
			return origins.map((origin) => ({ origin, timeoutMs: isSilent ? SILENCE_MS : answered }));
		});
		shop.setManifest({ servers });
		const page = await shop.openCovered();
		const second = await shop.openCovered();
		const lines: string[] = [];
		for (const ill of ills) {
			const seen = await withNetwork(context, ill.row.fault, () => expectRow(ill, page, second));
			lines.push(matrixLine(ill.row.name, seen));
			// browsers bound how many pictures are on their way at once: these would keep others from being requested
			if (ill.row.seen === 'waiting') await Promise.all([reopen(page), reopen(second)]);
		}
		console.log(`${family}\n${lines.join('\n')}`);
		await Promise.all(ills.flatMap(({ servers: own }) => own.map((server) => server.close())));
	});
}

async function reopen(page: Page): Promise<void> {
	await page.reload();
	await covered(page);
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

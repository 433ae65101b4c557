import type { Page } from '@playwright/test';
import type { Benchmark, Environment, Series } from '../harness/benchmark.js';
import { bundle, ownWorker } from '../harness/bundle.js';
import { DEFAULT_IMAGE, MISSING, type RunningServer, startSite } from '../harness/servers.js';
import { loadImages, newImages, openVisitor } from '../harness/visitor.js';
import { workerStopper } from '../harness/worker-stopper.js';

const COUNTS = [10, 1_000, 100_000] as const;
const FAILING = 20;
const LOOK_UPS = 200;
const STARTS = 8;

/** Runs in the page. */
type PageModule = typeof import('../pages/catalogs.js');

interface Shop {
	readonly name: string;
	readonly records: number;
	readonly site: RunningServer;
	readonly page: Page;
	stopWorker(): Promise<void>;
	/** a manifest that differs in its version */
	renew(): void;
}

export const catalogs: Benchmark = {
	name: 'catalogs',
	title: 'Large catalogs',
	about: `Manifests of 10, 1,000 and 100,000 records in one catalog. Installation: everything from the message that asks for it until the rules are in force, that is fetching the manifest, reading and validating it, writing the records and switching to them; beside it the time for nothing but putting the same records into IndexedDB, a row each, in one transaction, from objects that a page has in memory already; the layer stores several records in a row. Cold start: the worker is stopped, and a page that is open asks for one image, ${STARTS} times. Look-up: what the worker does for a record, ${LOOK_UPS} records from everywhere in the catalog one after another, beside a bare read by key, each in a transaction of its own, from as many rows of one record; and ${FAILING} failing images whose records are looked up, with all that belongs to them.`,
	rounds: { full: 6, quick: 1 },
	async open(environment) {
		const counts = environment.isQuick ? [10, 1_000, 20_000] : COUNTS;
		const shops: Shop[] = [];
		for (const records of counts) shops.push(await openShop(environment, records));
		return {
			series: [
				...shops.map(installation),
				besideBare(
					flat('settings read', shops, 'ms', (shop) => inPage(shop, (page) => page.readSettingsTimes(100))),
					shops,
					(shop) => inPage(shop, (page) => page.rawSettingsTimes(100)),
				),
				besideBare(
					flat('record looked up', shops, 'ms', (shop) =>
						inPage(shop, (page, ids) => page.lookUp('Acme', ids), someIds(shop, LOOK_UPS)),
					),
					shops,
					(shop) => inPage(shop, (page, ids) => page.rawLookUp(ids), someIds(shop, LOOK_UPS)),
				),
				flat('cold start, good image', shops, 'ms', (shop) => coldStart(shop, 'good')),
				flat('cold start, failing image', shops, 'ms', (shop) => coldStart(shop, 'missing')),
				flat('failing images', shops, 'ms per image', failingImages),
			],
			async close() {
				await Promise.all(shops.map(({ site }) => site.close()));
			},
		};
	},
};

async function openShop({ browser }: Environment, records: number): Promise<Shop> {
	const catalog = catalogOf(records);
	let version = 0;
	const scripts = new Map(await ownWorker());
	scripts.set('/page.js', await bundle('pages/catalogs.ts'));
	const manifest = (origin: string) =>
		JSON.stringify({ version: String(version), servers: [{ origin }], catalogs: catalog });
	const site = await startSite({ scripts, manifest });
	const options = { hasWorker: true, substitutesFor: [site.origin] };
	const page = await openVisitor(await browser(), site.origin, options);
	await page.addScriptTag({ url: '/page.js' });
	return {
		name: `${records.toLocaleString('en')} records`,
		records,
		site,
		page,
		stopWorker: await workerStopper(page),
		renew() {
			version += 1;
		},
	};
}

function catalogOf(records: number) {
	const shoes = Array.from({ length: records }, (_, index) => [
		recordId(index),
		{
			Path: `shoes/2026/spring/${index}/front.tif`,
			Modifier: `op_sharpen=1&bgc=f${index % 10}f0f0`,
			Anchor: `${400 + (index % 7)},${300 + (index % 11)}`,
			Resolution: 300,
			UserData: `article ${index}, leather, sizes 36 to 46`,
		},
	]);
	return {
		default: { attributes: { DefaultImage: 'Acme/no-image', RootPath: '/' } },
		Acme: { records: { ...Object.fromEntries(shoes), 'no-image': { Path: DEFAULT_IMAGE.slice(1) } } },
	};
}

function recordId(index: number): string {
	return `shoes/${MISSING}-${index}`;
}

function someIds({ records }: Shop, count: number): string[] {
	return Array.from({ length: count }, () => recordId(Math.floor(Math.random() * records)));
}

function installation(shop: Shop): Series {
	return {
		name: `installation of ${shop.name}`,
		unit: 'ms',
		contenders: {
			'raw puts': () => inPage(shop, (page) => page.rawPuts()),
			'image-understudy': () => install(shop),
		},
		baselines: ['raw puts'],
		// what is the same for every manifest, such as trying its pictures, hides the records of a small one
		goals:
			shop.records === COUNTS.at(-1)
				? [{ contender: 'image-understudy', over: 'raw puts', atMost: 1.5 }]
				: [],
	};
}

/** The same work at different sizes: the contenders are the sizes. */
function flat(
	name: string,
	shops: readonly Shop[],
	unit: string,
	measure: (shop: Shop) => Promise<number>,
): Series {
	const [smallest, ...others] = shops.map((shop) => shop.name);
	if (smallest === undefined) throw new Error('there are no catalogs');
	return {
		name,
		unit,
		contenders: Object.fromEntries(shops.map((shop) => [shop.name, () => measure(shop)])),
		baselines: [smallest],
		goals: others.slice(-1).map((contender) => ({ contender, over: smallest, atMost: 1.1 })),
	};
}

/** What the browser itself takes among as many rows: no layer on top of it can be flatter. */
function besideBare(
	series: Series,
	shops: readonly Shop[],
	measure: (shop: Shop) => Promise<number>,
): Series {
	const bare = shops.map((shop) => [`bare IndexedDB, ${shop.name}`, () => measure(shop)] as const);
	const [smallest] = bare.map(([name]) => name);
	return {
		...series,
		contenders: { ...series.contenders, ...Object.fromEntries(bare) },
		baselines: smallest === undefined ? series.baselines : [...series.baselines, smallest],
	};
}

async function install(shop: Shop): Promise<number> {
	await wake(shop);
	shop.renew();
	return inPage(shop, (page) => page.install());
}

/** A page in front is not slowed down. */
async function inPage(
	{ page }: Shop,
	work: (page: PageModule, argument: readonly string[]) => Promise<number>,
	argument: readonly string[] = [],
): Promise<number> {
	await page.bringToFront();
	const module = await page.evaluateHandle(() => (globalThis as unknown as { bench: PageModule }).bench);
	return module.evaluate(work, argument);
}

/** Several, for one alone says little. @returns milliseconds for each */
async function coldStart({ page, site, stopWorker }: Shop, kind: 'good' | 'missing'): Promise<number> {
	await page.bringToFront();
	let time = 0;
	for (let start = 0; start < STARTS; start++) {
		await stopWorker();
		time += await loadImages(page, newImages(site.origin, 1, kind), 1);
	}
	return time / STARTS;
}

/** Of a page that has seen none of them, so each address is a new one. */
let serial = 0;

async function failingImages(shop: Shop): Promise<number> {
	await wake(shop);
	const urls = someIds(shop, FAILING).map((id) => `${shop.site.origin}/is/image/Acme/${id}?id=${serial++}`);
	return (await loadImages(shop.page, urls, 1)) / FAILING;
}

async function wake({ page, site }: Shop): Promise<void> {
	await loadImages(page, newImages(site.origin, 1, 'missing'), 1);
}

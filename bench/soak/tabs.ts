import type { Browser, CDPSession, Page } from 'puppeteer-core';
import type { Understudy } from '../../src/page/index.js';
import { ABSENT, IMAGES, type SoakShop } from './shop.js';

/** Between two steps of the same tab. */
const STEP_MS = 12_000;

/** Images that a tab that stays exchanges in one step, as a carousel does. */
const CHANGED = 6;

interface Seen {
	/** complete and without a picture */
	readonly broken: readonly string[];
	/** marked as substitutes */
	readonly substitutes: readonly string[];
	readonly images: number;
}

interface Tab {
	readonly page: Page;
	readonly session: CDPSession;
}

/** The tabs of one shopper. */
export interface Tabs {
	readonly all: readonly Tab[];
	/** Half of them go from page to page, the others stay and exchange images. Resolves at the end. */
	walk(end: number): Promise<void>;
	/** Has one of them ask for the manifest. */
	updateRules(): Promise<void>;
	/** What shoppers see now, in all tabs. */
	look(): Promise<Seen>;
	/** What is broken, or stands in for a picture that the server has, once `patience` milliseconds are over. */
	stillIll(patience: number): Promise<readonly string[]>;
}

export async function openTabs(browser: Browser, shop: SoakShop, count: number): Promise<Tabs> {
	const url = `${shop.server.origin}/page.html`;
	const tabs: Tab[] = [];
	for (let n = 0; n < count; n++) {
		const page = await browser.newPage();
		const session = await page.createCDPSession();
		// every tab is seen, as on a wide desk
		await session.send('Emulation.setFocusEmulationEnabled', { enabled: true });
		tabs.push({ page, session });
		await page.goto(url);
		await page.evaluate(covered);
		await show(page, shop, n * IMAGES, IMAGES);
	}

	// a page that is just being left cannot be looked at
	let turn: Promise<unknown> = Promise.resolve();
	const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
		const done = turn.then(work);
		turn = done.catch(() => {});
		return done;
	};
	const step = async (page: Page, tab: number, time: number): Promise<void> => {
		if (tab % 2 === 0) {
			await page.goto(url);
			await show(page, shop, tab * IMAGES + time * IMAGES, IMAGES);
		} else {
			await show(page, shop, tab * IMAGES + time * CHANGED, CHANGED);
		}
	};
	const look = async (): Promise<Seen> => {
		const all = await inTurn(() => Promise.all(tabs.map(({ page }) => page.evaluate(lookAtPage))));
		return {
			broken: all.flatMap(({ broken }) => broken),
			substitutes: all.flatMap(({ substitutes }) => substitutes),
			images: all.reduce((sum, { images }) => sum + images, 0),
		};
	};

	return {
		all: tabs,
		look,
		async walk(end) {
			const pause = STEP_MS / count;
			for (let at = 0; Date.now() < end; at++) {
				const page = tabs[at % count]?.page;
				if (page) await inTurn(() => step(page, at % count, Math.floor(at / count) + 1));
				await new Promise((resolve) => setTimeout(resolve, pause));
			}
		},
		async updateRules() {
			// one that stays
			await tabs[1]?.page.evaluate(async () => {
				const { registered } = window as unknown as { readonly registered: Promise<Understudy> };
				await (await registered).update();
			});
		},
		async stillIll(patience) {
			const end = Date.now() + patience;
			for (;;) {
				const { broken, substitutes } = await look();
				const ill = [
					...broken.map((source) => `broken: ${source}`),
					...substitutes
						.filter((source) => !source.includes(ABSENT))
						.map((source) => `not healed: ${source}`),
				];
				if (ill.length === 0 || Date.now() > end) return ill;
				await new Promise((resolve) => setTimeout(resolve, 500));
			}
		},
	};
}

/** Puts images into a page, one after the other in the place of those that have been there longest. */
async function show(page: Page, shop: SoakShop, from: number, count: number): Promise<void> {
	const sources = Array.from({ length: count }, (_, index) => shop.picture(from + index));
	await page.evaluate(
		({ sources, most }) => {
			for (const source of sources) {
				const image = new Image(40, 40);
				image.src = source;
				document.body.append(image);
			}
			while (document.body.childElementCount > most) document.body.firstElementChild?.remove();
		},
		{ sources, most: IMAGES },
	);
}

/** Runs in the page: resolves when the worker answers for it and has rules. */
async function covered(): Promise<void> {
	const { registered } = window as unknown as { readonly registered: Promise<Understudy> };
	for (;;) {
		const { controlled, manifest } = await (await registered).status();
		if (controlled && manifest !== undefined) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
}

/** Runs in the page. */
function lookAtPage(): Seen {
	const images = [...document.images];
	return {
		broken: images.filter((image) => image.complete && image.naturalWidth === 0).map(({ src }) => src),
		substitutes: images.filter(({ dataset }) => dataset.fallback !== undefined).map(({ src }) => src),
		images: images.length,
	};
}

import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { covered, expect, plainPicture, type Shop, test } from '../shop/shop.js';

const VIEWS = ['failures', 'servers', 'catalogs', 'simulate', 'playground', 'storage'] as const;

const AXE = fileURLToPath(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url));

/** Opens the inspector in a tab of its own. */
async function inspect(shop: Shop, page: Page, view = 'failures'): Promise<Page> {
	const inspector = await page.context().newPage();
	await inspector.goto(`${shop.server.origin}/inspector/inspector.html#${view}`);
	await expect(inspector.getByRole('heading', { level: 2 })).toBeVisible();
	return inspector;
}

async function goTo(inspector: Page, view: string): Promise<void> {
	await inspector.getByRole('navigation').getByRole('link', { name: view }).click();
	await expect(inspector.getByRole('heading', { level: 2 })).toHaveText(view);
}

async function failImage(page: Page, url: string): Promise<void> {
	await page.evaluate((src) => {
		const image = new Image();
		image.src = src;
		document.body.append(image);
	}, url);
	await expect(page.locator('img').last()).toHaveAttribute('data-fallback', /./);
}

/** The commands that the playground's editor offers. */
function suggestions(inspector: Page): Locator {
	return inspector.getByRole('listbox', { name: 'Commands' }).getByRole('option');
}

/** Size of a picture of the inspector, and the colour in its middle as `r,g,b`. */
async function pictureOf(inspector: Page, name: string | RegExp) {
	const image = inspector.getByRole('img', { name }).first();
	await expect(image).toHaveJSProperty('complete', true);
	return image.evaluate((element) => {
		const img = element as HTMLImageElement;
		const context = new OffscreenCanvas(img.naturalWidth, img.naturalHeight).getContext('2d');
		context?.drawImage(img, 0, 0);
		const pixel = context?.getImageData(img.naturalWidth / 2, img.naturalHeight / 2, 1, 1).data;
		return {
			width: img.naturalWidth,
			height: img.naturalHeight,
			middle: [...(pixel ?? [])].slice(0, 3).join(','),
		};
	});
}

test('failures appear as they happen, with what was shown instead and why', async ({ shop }) => {
	const page = await shop.openCovered();
	const inspector = await inspect(shop, page);
	await expect(inspector.getByRole('heading', { name: 'Every image arrived' })).toBeVisible();

	await shop.images.setFault('Acme/vase', { type: 'status', status: 500 });
	await failImage(page, shop.image('Acme/nothing', 'wid=80'));
	await failImage(page, shop.image('Acme/vase', 'wid=60'));
	const rows = inspector.getByRole('main').getByRole('listitem');
	await expect(rows).toHaveCount(2);
	await expect(rows.first()).toContainText('Acme/vase');
	await expect(rows.first()).toContainText('server');
	await expect(rows.first()).toContainText('500');
	await expect(rows.last()).toContainText('default image');
	await expect(rows.last()).toContainText('Acme/no-image');
	await expect(rows.last()).toContainText('DefaultImage of catalog Acme');
	const { width, middle } = await pictureOf(inspector, 'Substitute of Acme/nothing');
	expect([width, middle]).toEqual([80, '0,0,254']);

	await inspector.getByRole('searchbox', { name: 'Filter' }).fill('vase 500');
	await expect(rows).toHaveCount(1);
	await inspector.getByRole('searchbox', { name: 'Filter' }).fill('no such thing');
	await inspector.getByRole('button', { name: 'Show all 2' }).click();
	await expect(rows).toHaveCount(2);
});

test('a failure says what the worker could not draw as documented', async ({ shop }) => {
	const onError = { Modifier: 'size=300,300&bgc=ffff00&iccEmbed=1&text=$error.message$' };
	shop.setManifest({ catalogs: { Acme: { attributes: { ErrorImage: 'onError' }, records: { onError } } } });
	const page = await shop.openCovered();
	const inspector = await inspect(shop, page);
	await failImage(page, shop.image('Acme/nothing', 'wid=80'));
	const row = inspector.getByRole('main').getByRole('listitem');
	await expect(row).toContainText('iccEmbed= has no effect here');
});

test('failures from before are in the list when the inspector is opened', async ({ shop }) => {
	const page = await shop.openCovered();
	await failImage(page, shop.image('Acme/nothing', 'wid=80'));
	const inspector = await inspect(shop, page);
	await expect(inspector.getByRole('main').getByRole('listitem')).toContainText(
		'DefaultImage of catalog Acme',
	);
	await expect(inspector.getByRole('banner')).toContainText('Rules e2e');
});

test('a failure leads to its simulation; another reason, another answer; nobody is asked', async ({
	shop,
}) => {
	shop.setManifest({ policy: { server: [] } });
	const page = await shop.openCovered();
	await failImage(page, shop.image('Acme/nothing', 'wid=80'));
	const inspector = await inspect(shop, page);
	shop.images.clearLog();
	await inspector.getByRole('link', { name: 'Acme/nothing' }).click();
	const answer = inspector.getByRole('region', { name: 'The answer' });
	const why = inspector.getByRole('region', { name: 'Why' });
	await expect(answer).toContainText('default-image; reason=missing; status=403');
	await expect(answer).toContainText('max-age=3600');
	await expect(why.getByRole('listitem').first()).toContainText('/is/image/Acme/no-image?wid=80');
	await expect(why.getByRole('listitem').first()).toContainText('shown');
	expect((await pictureOf(inspector, 'The default image')).width).toBe(80);

	await inspector.getByRole('combobox', { name: 'Reason' }).selectOption('refused');
	await expect(answer).toContainText('error-image; reason=refused; status=403');
	await expect(why).toContainText('ErrorImage of catalog Acme');
	await inspector.getByRole('combobox', { name: 'Reason' }).selectOption('server');
	await expect(answer).toContainText('let through');
	await expect(why).toContainText('policy.server');
	expect(shop.images.requests).toEqual([]);
});

/** Opens the simulation of a failure. */
async function simulate(shop: Shop, page: Page, url: string, reason: string): Promise<Page> {
	return inspect(shop, page, `simulate?${new URLSearchParams({ url, reason, status: '0' })}`);
}

test('simulation: the last good copy is the one that the worker keeps', async ({ shop }) => {
	shop.setManifest({ lastGood: {} });
	const page = await shop.openCovered(`<img src="${shop.image('Acme/mug', 'wid=120')}">`);
	await expect
		.poll(() => page.evaluate(() => caches.keys()))
		.toContainEqual(expect.stringMatching(/last-good/));
	const inspector = await simulate(shop, page, shop.image('Acme/mug', 'wid=120'), 'network');
	const answer = inspector.getByRole('region', { name: 'The answer' });
	await expect(answer).toContainText('last-good; reason=network');
	expect((await pictureOf(inspector, 'The last good copy')).width).toBe(120);

	await inspector.getByRole('combobox', { name: 'URL of the image' }).fill(shop.image('Acme/vase', 'wid=90'));
	const why = inspector.getByRole('region', { name: 'Why' });
	await expect(why.getByRole('listitem').first()).toContainText('No copy of this picture is kept');
	await expect(answer).toContainText('default-image; reason=network');
});

test('simulation: layer by layer, the server says which images are missing', async ({ shop }) => {
	shop.images.setPicture('Acme/bg', await plainPicture(100, 100, '#f00'));
	shop.setManifest({}, { DefaultImageMode: 1 });
	const page = await shop.openCovered();
	const url = shop.image('Acme/bg', 'wid=100&fmt=png&layer=1&src=Acme/gone&size=50,50');
	const inspector = await simulate(shop, page, url, 'missing');
	const why = inspector.getByRole('region', { name: 'Why' });
	await expect(why).toContainText('Acme/bg: there');
	await expect(why).toContainText('Acme/gone: missing');
	await expect(inspector.getByRole('region', { name: 'The answer' })).toContainText('layer-default');
	expect((await pictureOf(inspector, /The default image in layers/)).middle).toBe('0,0,255');

	await inspector.getByRole('combobox', { name: 'URL of the image' }).fill(shop.image('Acme/bg', 'wid=90'));
	await expect(why).toContainText('Acme/bg: there, but taken for missing here');
	// what the inspector has asked for is none of the shop's failures
	await goTo(inspector, 'Failures');
	await expect(inspector.getByRole('heading', { name: 'Every image arrived' })).toBeVisible();
});

test('a rule that decides is named', async ({ shop }) => {
	const rules = [{ name: 'shoes', expression: '^Acme/shoes/', addQuery: 'defaultImage=no-image' }];
	shop.setManifest({
		catalogs: {
			Acme: {
				attributes: { RootPath: '/fallback/' },
				records: { 'no-image': { Path: 'no-image.png' } },
				rules,
			},
		},
	});
	const page = await shop.openCovered();
	const inspector = await inspect(shop, page, 'simulate');
	await inspector
		.getByRole('combobox', { name: 'URL of the image' })
		.fill(shop.image('Acme/shoes/red', 'wid=90'));
	const why = inspector.getByRole('region', { name: 'Why' });
	await expect(why).toContainText('matched: shoes');
	await expect(why.getByRole('listitem')).toContainText('defaultImage= by rule shoes');
});

test('catalogs say where each value comes from', async ({ shop }) => {
	shop.setManifest({
		catalogs: {
			default: { attributes: { BkgColor: 'aabbcc', MaxPix: '900,900' } },
			Acme: { attributes: { MaxPix: '300,300', ErrorImage: '' }, records: { 'no-image': { Path: 'a.png' } } },
		},
	});
	const page = await shop.openCovered();
	const inspector = await inspect(shop, page, 'catalogs');
	const row = (name: string) =>
		inspector.getByRole('row').filter({ has: inspector.getByRole('rowheader', { name, exact: true }) });
	await expect(row('MaxPix')).toHaveText(/300,300.*Acme.*instead of 900,900 of the default catalog/);
	await expect(row('BkgColor')).toHaveText(/aabbcc.*default catalog/);
	await expect(row('ErrorImage')).toHaveText(/switched off.*Acme/);
	await expect(row('ErrorDetail')).toHaveCount(0);
	await inspector.getByRole('checkbox', { name: 'with the built-in values' }).check();
	await expect(row('ErrorDetail')).toHaveText(/0.*built-in/);
	await expect(row('no-image')).toContainText('a.png');
	await inspector.getByRole('combobox', { name: 'Catalog' }).selectOption('default');
	await expect(row('MaxPix')).toHaveText(/900,900.*default catalog/);
});

test('playground: the picture follows, problems are marked, commands are completed by keyboard', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	const inspector = await inspect(shop, page, 'playground');
	const editor = inspector.getByRole('textbox', { name: 'Template' });
	await expect(inspector.getByText('No problems')).toBeVisible();
	await editor.fill('size=40,20&\ncolor=00ff00&fmt=png');
	await expect.poll(() => pictureOf(inspector, 'The template, drawn')).toMatchObject({ middle: '0,255,0' });

	await editor.fill('size=40,20&\ncolor=00ff00&wid=none&bg');
	const problems = inspector.getByRole('list', { name: 'Problems' }).getByRole('listitem');
	await expect(problems.first()).toContainText('error');
	await expect(problems.first()).toContainText('2:14');
	await expect(inspector.locator('mark.error')).toHaveText('wid=none');

	const options = suggestions(inspector);
	await editor.press('End');
	await editor.pressSequentially('c');
	await expect(options).toHaveText([/^bgc=/, /^bgColor=/]);
	await editor.press('Enter');
	await expect(editor).toHaveValue('size=40,20&\ncolor=00ff00&wid=none&bgc=');
	await editor.press('Control+Space');
	await expect(options).toHaveCount(0);

	await editor.fill('size=40,20&color=0000ff&layer=1&co');
	await editor.press('Control+Space');
	await expect(editor).toHaveAttribute('aria-activedescendant', /color=/);
	await editor.press('Escape');
	await expect(options).toHaveCount(0);
});

test('playground: what the renderer cannot do as documented is listed and marked, too', async ({ shop }) => {
	const page = await shop.openCovered();
	const inspector = await inspect(shop, page, 'playground');
	const editor = inspector.getByRole('textbox', { name: 'Template' });
	await editor.fill('size=40,20&color=00ff00&\nfmt=avif');
	const problems = inspector.getByRole('list', { name: 'Problems' }).getByRole('listitem');
	await expect(problems).toHaveText([/2:1.*note.*image\/avif cannot be encoded here/]);
	await expect(inspector.locator('mark.note')).toHaveText('fmt=avif');
	await editor.fill('size=40,20&color=00ff00&layer=1&src=Acme/gone');
	await expect(problems).toHaveText([/1:37.*error.*The image Acme\/gone cannot be had/]);
	await expect(inspector.locator('mark.error')).toHaveText('Acme/gone');
	await problems.getByRole('button').press('Enter');
	await expect(editor).toBeFocused();
	await expect(editor).toHaveJSProperty('selectionStart', 36);
});

test("playground: start from the shop's own template, copy it as a record", async ({ shop, context }) => {
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const page = await shop.openCovered();
	const inspector = await inspect(shop, page, 'playground');
	await inspector.getByRole('combobox', { name: 'Start from' }).selectOption('onError');
	await expect(inspector.getByRole('textbox', { name: 'Template' })).toHaveValue(/bgc=ffff00/);
	await expect
		.poll(() => pictureOf(inspector, 'The template, drawn'))
		.toMatchObject({ width: 300, height: 300 });
	await inspector.getByRole('button', { name: 'Copy as manifest record' }).click();
	await expect(inspector.getByText('Copied')).toBeVisible();
	const copied = await inspector.evaluate(() => navigator.clipboard.readText());
	expect(JSON.parse(`{${copied}}`)).toEqual({
		onError: { Modifier: 'size=300,300&bgc=ffff00&text=\\fs48 $error.message$' },
	});
});

test('servers and storage; everything can be forgotten by keyboard', async ({ shop }) => {
	const page = await shop.openCovered();
	await failImage(page, shop.image('Acme/nothing', 'wid=80'));
	const inspector = await inspect(shop, page, 'servers');
	const main = inspector.getByRole('main');
	await expect(main.getByRole('listitem')).toContainText(`${shop.images.origin}/is/image/`);
	await expect(main.getByRole('listitem')).toContainText('in service');
	await expect(main).toContainText('1 missing');

	await goTo(inspector, 'Storage');
	await expect(main).toContainText('image-fallback.json');
	await expect(main.getByRole('row', { name: /image-understudy-assets-/ })).toBeVisible();
	await main.getByRole('button', { name: 'Look for a new manifest' }).press('Enter');
	await expect(main.getByRole('status')).toContainText('The manifest has not changed (e2e).');
	await main.getByRole('button', { name: 'Forget everything…' }).press('Enter');
	await inspector.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).press('Enter');
	await expect(main.getByRole('status')).toContainText('Everything is forgotten.');
	await expect(main).toContainText('None are installed');
	expect(await inspector.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).toEqual(
		[],
	);
	expect(await inspector.evaluate(() => caches.keys())).toEqual([]);
});

test('without a worker: what to do, and a playground all the same', async ({ shop, page }) => {
	const inspector = await inspect(shop, page);
	await expect(inspector.getByRole('heading', { name: 'No worker on this site yet' })).toBeVisible();
	await goTo(inspector, 'Playground');
	expect((await pictureOf(inspector, 'The template, drawn')).width).toBe(480);
	expect(await inspector.evaluate(async () => (await indexedDB.databases()).length)).toBe(0);
});

test('a strict Content-Security-Policy is enough', async ({ shop }) => {
	const page = await shop.openCovered();
	const policy = `default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self' ${shop.images.origin}`;
	const html = await (await page.request.get(`${shop.server.origin}/inspector/inspector.html`)).text();
	shop.server.setFile('/inspector/inspector.html', html, { headers: { 'content-security-policy': policy } });
	await failImage(page, shop.image('Acme/nothing', 'wid=80'));
	const said: string[] = [];
	page.context().on('console', (message) => said.push(message.text()));
	const inspector = await inspect(shop, page);
	await pictureOf(inspector, 'Substitute of Acme/nothing');
	for (const view of ['Servers', 'Catalogs', 'Simulate', 'Playground', 'Storage'])
		await goTo(inspector, view);
	await goTo(inspector, 'Playground');
	const editor = inspector.getByRole('textbox', { name: 'Template' });
	await editor.fill('size=30,30&color=ff0000&la');
	await expect(suggestions(inspector).first()).toBeVisible();
	expect(said).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
	test(`axe finds nothing, and nothing overflows at 360 px: ${colorScheme}`, async ({ shop }, testInfo) => {
		// axe looks twice at each of six views
		test.slow();
		const page = await shop.openCovered();
		await covered(page);
		await shop.images.setFault('Acme/vase', { type: 'status', status: 500 });
		await failImage(page, shop.image('Acme/nothing', 'wid=80'));
		await failImage(page, shop.image('Acme/vase', 'wid=60'));
		const inspector = await inspect(shop, page);
		await inspector.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
		await inspector.addScriptTag({ path: AXE });
		for (const view of VIEWS) {
			await goTo(inspector, view[0]?.toUpperCase() + view.slice(1));
			if (view === 'playground') {
				await inspector
					.getByRole('textbox', { name: 'Template' })
					.fill('size=30,30&color=ff0000&wid=none&x=1&la');
				await expect(suggestions(inspector).first()).toBeVisible();
			}
			if (view === 'simulate') await pictureOf(inspector, /The (default|error) image/);
			for (const width of [1280, 360]) {
				await inspector.setViewportSize({ width, height: 800 });
				const screenshot = testInfo.outputPath(`${view}-${colorScheme}-${width}.png`);
				await inspector.screenshot({ path: screenshot, fullPage: true });
				expect(await violations(inspector), `${view} at ${width} px`).toEqual([]);
				expect(await overflow(inspector), `${view} at ${width} px`).toBe(0);
			}
		}
	});
}

/** Each as `rule: element`. */
function violations(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const { violations: found } = await (window as unknown as { axe: Axe }).axe.run(document);
		return found.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
	});
}

/** By how many pixels the page is wider than its window. */
function overflow(page: Page): Promise<number> {
	return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

interface Axe {
	run(root: Document): Promise<{
		readonly violations: readonly {
			readonly id: string;
			readonly nodes: readonly { readonly html: string }[];
		}[];
	}>;
}

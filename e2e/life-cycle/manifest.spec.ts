import {
	covered,
	events,
	expect,
	expectBroken,
	expectSubstitute,
	fetchInPage,
	lookedForRules,
	manifestFor,
	shown,
	stopWorkers,
	test,
} from '../shop/shop.js';

interface ErrorEvent {
	readonly code: string;
	readonly message: string;
	readonly path?: string;
}

const invalid: readonly (readonly [name: string, manifest: object | string, path: string, says: RegExp])[] = [
	['no JSON', '{ "servers": [', '$', /JSON/],
	['a wrong type', { servers: 'images.example.com' }, '$.servers', /array/i],
	[
		'an unknown attribute',
		{ catalogs: { Acme: { attributes: { DefaultImgae: 'x' } } } },
		'$.catalogs.Acme.attributes.DefaultImgae',
		/DefaultImage/,
	],
	[
		'a broken template',
		{ catalogs: { Acme: { records: { t: { Modifier: 'layer=1,a&layer=b&pos=1,1' } } } } },
		'$.catalogs.Acme.records.t.Modifier',
		/b/,
	],
	['an origin that is none', { servers: [{ origin: 'images' }] }, '$.servers[0].origin', /origin/],
	['5 MB of nonsense', `{"servers":[${'{"x":1},'.repeat(600_000)}{}]}`, '$.servers', /600001/],
	['5 MB that are no JSON', 'nonsense '.repeat(600_000), '$', /JSON/],
];

for (const [name, manifest, path, says] of invalid) {
	test(`${name}: a clear message, and the rules in force stay`, async ({ shop }) => {
		const page = await shop.openCovered();
		const messages: string[] = [];
		page.on('console', (message) => messages.push(message.text()));
		shop.setManifest(manifest);
		const failed = await page.evaluate(() =>
			window.understudy.update().then(
				() => '',
				({ message }) => message,
			),
		);
		expect(failed).toMatch(says);
		expect(failed.length).toBeLessThan(10_000);
		await expect
			.poll(() => events<ErrorEvent>(page, 'error'))
			.toContainEqual(
				expect.objectContaining({
					code: 'manifest-invalid',
					path: expect.stringContaining(path),
					message: expect.stringMatching(says),
				}),
			);
		expect(messages.join('\n')).toContain(path);
		await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=50')}">`, { page });
		await expectSubstitute(page.locator('img'), 'default-image', 'missing');
	});
}

test('no manifest at all: the layer steps aside and says so', async ({ shop }) => {
	shop.server.setManifest('Not found', { status: 404 });
	const page = await shop.open();
	await expect
		.poll(() => events<ErrorEvent>(page, 'error'))
		.toContainEqual(expect.objectContaining({ code: 'manifest-unavailable' }));
	await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
	await shop.open(`<img src="${shop.image('Acme/mug', 'wid=50')}">`, { page });
	expect(await shown(page.locator('img'))).toMatchObject({ width: 50, fallback: undefined });
	expect(await fetchInPage(page, shop.image('Acme/nothing'))).toMatchObject({ status: 403 });
	const status = await page.evaluate(() => window.understudy.status());
	expect(status.manifest).toBeUndefined();
});

test('a manifest that was mended later is taken up', async ({ shop }) => {
	shop.server.setManifest('{', {});
	const page = await shop.open();
	await expect
		.poll(() => events<ErrorEvent>(page, 'error'))
		.toContainEqual(expect.objectContaining({ code: 'manifest-invalid', path: '$' }));
	shop.setManifest();
	await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=50')}">`, { page });
	await covered(page);
	await page.evaluate(() => window.understudy.repair());
	await expectSubstitute(page.locator('img'), 'default-image', 'missing');
});

test('new rules take effect, and what failed under the old ones is asked for again', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/nothing', 'wid=50');
	expect((await fetchInPage(page, url)).headers['x-image-understudy']).toContain('default-image');
	await lookedForRules(page);
	shop.setManifest({ version: 'second' }, { DefaultImage: '' });
	expect(await page.evaluate(() => window.understudy.update())).toEqual({
		version: 'second',
		state: 'installed',
	});
	expect((await fetchInPage(page, url)).headers['x-image-understudy']).toContain('error-image');
	expect(await page.evaluate(() => window.understudy.update())).toEqual({
		version: 'second',
		state: 'unchanged',
	});
	await stopWorkers(page);
	expect((await fetchInPage(page, url)).headers['x-image-understudy']).toContain('error-image');
});

test('a page finds new rules by itself', async ({ shop }) => {
	const page = await shop.openCovered();
	shop.setManifest({ version: 'second' });
	await shop.open('', { page });
	await expect
		.poll(() => events(page, 'manifest'))
		.toEqual([{ type: 'manifest', version: 'second', state: 'installed' }]);
	const { manifest } = await page.evaluate(() => window.understudy.status());
	expect(manifest?.version).toBe('second');
});

test('old caches and old rules are cleared away', async ({ shop }) => {
	const page = await shop.openCovered();
	await fetchInPage(page, shop.image('Acme/nothing', 'wid=50'));
	for (const version of ['2', '3', '4']) {
		shop.setManifest({ version });
		await page.evaluate(() => window.understudy.update());
	}
	const names = await page.evaluate(() => caches.keys());
	expect(names).toHaveLength(2);
});

test('mode observe: nothing is replaced, what would have been is told', async ({ shop }) => {
	shop.setManifest({ mode: 'observe' });
	const page = await shop.openCovered();
	const url = shop.image('Acme/nothing', 'wid=50');
	expect(await fetchInPage(page, url)).toMatchObject({ status: 403 });
	await expect
		.poll(() => events(page, 'substitute'))
		.toContainEqual(
			expect.objectContaining({
				url,
				kind: 'default-image',
				reason: 'missing',
				observed: true,
				object: 'Acme/no-image',
			}),
		);
	await shop.open(
		`<img id="missing" src="${shop.image('Acme/nothing', 'wid=51')}"><img id="well" src="${shop.image('Acme/mug', 'wid=51')}">`,
		{ page },
	);
	await expect
		.poll(() => events(page, 'substitute'))
		.toContainEqual(expect.objectContaining({ url: shop.image('Acme/nothing', 'wid=51'), observed: true }));
	expect(await shown(page.locator('#well'))).toMatchObject({ width: 51, fallback: undefined });
	await expectBroken(page.locator('#missing'));
});

test('mode off: the kill switch', async ({ shop }) => {
	const page = await shop.openCovered();
	shop.setManifest({ mode: 'off' });
	await page.evaluate(() => window.understudy.update());
	expect(await fetchInPage(page, shop.image('Acme/nothing', 'wid=50'))).toMatchObject({ status: 403 });
	await stopWorkers(page);
	expect(await fetchInPage(page, shop.image('Acme/nothing', 'wid=51'))).toMatchObject({ status: 403 });
	await shop.open(
		`<img id="missing" src="${shop.image('Acme/nothing', 'wid=52')}"><img id="well" src="${shop.image('Acme/mug', 'wid=52')}">`,
		{ page },
	);
	expect(await shown(page.locator('#well'))).toMatchObject({ width: 52, fallback: undefined });
	await expectBroken(page.locator('#missing'));
	expect(await events(page, 'substitute')).toEqual([]);
});

test('substituteStatus original: a picture with the server’s own status', async ({ shop }) => {
	shop.setManifest({ substituteStatus: 'original' });
	const page = await shop.openCovered();
	const url = shop.image('Acme/nothing', 'wid=50');
	expect(await fetchInPage(page, url)).toMatchObject({
		status: 403,
		headers: { 'content-type': 'image/jpeg' },
	});
	await shop.open(`<img src="${url}">`, { page });
	await expectSubstitute(page.locator('img'), 'default-image', 'missing');
	// there is no status to repeat
	await shop.images.setFault('Acme/mug', { type: 'reset' });
	expect(await fetchInPage(page, shop.image('Acme/mug', 'wid=50'))).toMatchObject({
		status: 200,
		headers: { 'x-image-understudy': 'default-image; reason=network; status=0' },
	});
	// one that no script may give, as some servers have for robots
	const bytes = 'HTTP/1.1 999 Denied\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n';
	await shop.images.setFault('Acme/mug', { type: 'raw', bytes });
	expect(await fetchInPage(page, shop.image('Acme/mug', 'wid=51'))).toMatchObject({
		status: 200,
		headers: { 'x-image-understudy': 'default-image; reason=server; status=999' },
	});
});

test('policy: an empty list lets the failure through, so that the alt text is shown', async ({ shop }) => {
	shop.setManifest({ policy: { missing: [], unavailable: ['error-image'] } });
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', { type: 'status', status: 500 });
	expect(await fetchInPage(page, shop.image('Acme/nothing'))).toMatchObject({ status: 403 });
	expect((await fetchInPage(page, shop.image('Acme/mug'))).headers['x-image-understudy']).toBe(
		'error-image; reason=server; status=500',
	);
	shop.images.clearLog();
	await shop.open(`<img alt="A mug" src="${shop.image('Acme/nothing')}">`, { page });
	await expect
		.poll(() => events(page, 'substitute'))
		.toContainEqual(expect.objectContaining({ kind: 'none' }));
	await expectBroken(page.locator('img'));
	// loaded by the page and once more by the repair, each time with CORS and then as the page asks; no more
	expect(shop.images.requests.length).toBeLessThanOrEqual(4);
});

test('another manifest can be named', { tag: '@drop-in' }, async ({ shop }) => {
	shop.server.setManifest('{');
	shop.server.setFile('/rules/mine.json', manifestFor(shop.images.origin, { version: 'mine' }));
	const page = await shop.open();
	await page.evaluate(async () => {
		const { register } = await import(`${location.origin}/index.js`);
		window.registered = register({ url: '/sw.js', manifest: '/rules/mine.json' });
	});
	await covered(page);
	const { manifest } = await page.evaluate(async () => (await window.registered).status());
	expect(manifest?.version).toBe('mine');
});

import {
	events,
	expect,
	expectSubstitute,
	fetchInPage,
	pixel,
	plainPicture,
	stopWorkers,
	test,
} from '../shop/shop.js';

test.beforeEach(async ({ shop }) => {
	await shop.images.setFault('*', { type: 'missing' });
});

test('<picture> with srcset: the candidate that was chosen is replaced at its own size', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.open(
		`<picture>
			<source media="(min-width: 1px)" srcset="${shop.image('Acme/mug', 'wid=150')} 1x, ${shop.image('Acme/mug', 'wid=300')} 2x">
			<img src="${shop.image('Acme/mug', 'wid=50')}">
		</picture>`,
		{ page },
	);
	expect(await expectSubstitute(page.locator('img'), 'default-image', 'missing')).toMatchObject({
		width: 150,
	});
});

test('lazy images', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.open(
		`<div style="height:5000px"></div><img loading="lazy" src="${shop.image('Acme/mug', 'wid=50')}">`,
		{ page },
	);
	await page.locator('img').scrollIntoViewIfNeeded();
	await expectSubstitute(page.locator('img'), 'default-image', 'missing');
});

test('CSS backgrounds', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/banner', 'wid=40&hei=20&fmt=png');
	await shop.open(`<div style="width:40px;height:20px;background:#f00 url('${url}')"></div>`, { page });
	await expect
		.poll(() => events(page, 'substitute'))
		.toContainEqual(expect.objectContaining({ url, kind: 'default-image' }));
	const screenshot = await page.locator('div').screenshot();
	// the blue of the default image, not the red behind it
	const colour = await page.evaluate(
		async (bytes) => {
			const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
			const context = new OffscreenCanvas(40, 20).getContext('2d');
			context?.drawImage(bitmap, 0, 0);
			return [...(context?.getImageData(20, 10, 1, 1).data ?? [])];
		},
		[...screenshot],
	);
	expect(colour).toEqual([0, 0, 255, 255]);
});

test('SVG <image>, video posters and image inputs', async ({ shop }) => {
	const page = await shop.openCovered();
	const urls = ['image', 'poster', 'input'].map((name) => shop.image(`Acme/${name}`, 'wid=40'));
	await shop.open(
		`<svg width="40" height="40"><image href="${urls[0]}" width="40" height="40"/></svg>
		<video poster="${urls[1]}"></video><input type="image" src="${urls[2]}">`,
		{ page },
	);
	for (const url of urls) {
		await expect
			.poll(() => events(page, 'substitute'))
			.toContainEqual(expect.objectContaining({ url, kind: 'default-image' }));
	}
});

test('fetch() of a script', async ({ shop }) => {
	const page = await shop.openCovered();
	const reply = await fetchInPage(page, shop.image('Acme/mug', 'wid=40&fmt=png'));
	expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } });
	expect(reply.bytes).toBeGreaterThan(50);
});

test('JSONP: the page is told by s7jsonError', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.open(
		`<script>
			window.calls = [];
			window.s7jsonError = (...values) => window.calls.push(['s7jsonError', ...values]);
			window.mine = (...values) => window.calls.push(['mine', ...values]);
		</script>
		<script src="${shop.image('Acme/mug', 'req=props,json&id=42&handler=mine')}"></script>`,
		{ page },
	);
	await expect
		.poll(() => page.evaluate(() => (window as unknown as { calls: unknown[] }).calls))
		.toEqual([
			[
				's7jsonError',
				{ title: 'Image not found', message: expect.stringContaining('did not find Acme/mug') },
				'42',
			],
		]);
	expect(await events(page, 'substitute')).toContainEqual(
		expect.objectContaining({ kind: 'properties', reason: 'missing' }),
	);
});

test('JSONP that works is passed through', async ({ shop }) => {
	await shop.images.setFault('*', undefined);
	const page = await shop.openCovered();
	const { text, headers } = await fetchInPage(page, shop.image('Acme/mug', 'req=exists,json&id=1'));
	expect(text).toContain('"catalogRecord.exists":"1"');
	expect(headers['x-image-understudy']).toBeUndefined();
});

test('an <img> shows the pixels of the default image, and a canvas may read them', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.open(`<img src="${shop.image('Acme/mug', 'wid=200&hei=200&fmt=png')}">`, { page });
	await expectSubstitute(page.locator('img'), 'default-image', 'missing');
	expect(await pixel(page.locator('img'), 100, 100)).toBe('0,0,255,255');
});

test('static routing leaves frames, styles and fonts as they are, and covers images in frames', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	shop.server.setFile('/style.css', 'p { color: rgb(1, 2, 3); background: url("/dot.png") }');
	shop.server.setFile('/dot.png', await plainPicture(4, 4, '#0f0'), { contentType: 'image/png' });
	shop.server.setFile('/frame.html', `<p>inside</p><img src="${shop.image('Acme/mug', 'wid=40')}">`);
	shop.server.clearLog();
	await stopWorkers(page);
	await shop.open(
		`<link rel="stylesheet" href="/style.css"><style>@font-face { font-family: Own; src: url("/own.woff2") }</style>
		<p style="font-family: Own">text</p><iframe src="/frame.html"></iframe>`,
		{ page },
	);
	await expect(page.locator('p')).toHaveCSS('color', 'rgb(1, 2, 3)');
	const frame = page.frameLocator('iframe');
	await expect(frame.locator('p')).toHaveText('inside');
	await expect(frame.locator('img')).toHaveJSProperty('naturalWidth', 40);
	await expect
		.poll(() => shop.server.requests.map(({ url }) => url))
		.toEqual(expect.arrayContaining(['/style.css', '/dot.png', '/frame.html', '/own.woff2']));
});

import type { Page } from '@playwright/test';
import { expect, fetchInPage, type Shop, test } from '../shop/shop.js';

const records = {
	mug: {
		Path: 'mug.png',
		ImageSet: 'Acme/mug;Acme/mug,Acme/cup;Acme/cup',
		UserData: 'colour=red??name=O\'Neill "x"',
	},
	'no-image': { Path: 'no-image.png' },
};

function setManifest(shop: Shop, timeoutMs = 3000) {
	const attributes = { DefaultImage: 'no-image', RootPath: '/fallback/', MaxPix: '2000,2000' };
	const servers = [{ origin: shop.images.origin, timeoutMs }];
	shop.setManifest({ servers, catalogs: { default: {}, Acme: { attributes, records } } });
}

/** Loads scripts as an Image Serving viewer does, one after another, and returns the calls they made. */
function jsonp(page: Page, urls: readonly string[]): Promise<unknown[]> {
	return page.evaluate(async (addresses) => {
		const calls: unknown[] = [];
		const viewer = window as unknown as Record<string, (...values: unknown[]) => void>;
		for (const name of ['s7jsonResponse', 's7jsonError', 'myCb1']) {
			viewer[name] = (...values) => calls.push([name, ...values]);
		}
		for (const src of addresses) {
			const script = document.createElement('script');
			script.src = src;
			await new Promise((resolve) => {
				script.onload = resolve;
				script.onerror = resolve;
				document.body.append(script);
			});
		}
		return calls;
	}, urls);
}

test('a viewer whose server is gone reads what the catalog knows, by JSONP', async ({ shop }) => {
	setManifest(shop);
	const page = await shop.openCovered();
	await shop.images.stop();
	const calls = await jsonp(page, [
		shop.image('Acme/mug', 'req=exists,json&id=1'),
		shop.image('Acme/none', 'req=exists,json&id=2&handler=myCb1'),
		shop.image('Acme/mug', 'req=imageset,json&id=3'),
		shop.image('Acme/mug', 'req=userdata,json&id=4'),
		shop.image('Acme/mug', 'req=set,json&id=5'),
	]);
	expect(calls).toEqual([
		['s7jsonResponse', { 'catalogRecord.exists': '1' }, '1'],
		['myCb1', { 'catalogRecord.exists': '0' }, '2'],
		['s7jsonResponse', { IMAGE_SET: 'Acme/mug;Acme/mug,Acme/cup;Acme/cup' }, '3'],
		['s7jsonResponse', { colour: 'red', name: 'O\'Neill "x"' }, '4'],
		['s7jsonError', { title: expect.any(String), message: expect.any(String) }, '5'],
	]);
	await shop.images.start();
});

for (const fault of [
	{ type: 'status', status: 503, body: 'overloaded' },
	{ type: 'status', status: 500, contentType: 'text/html', body: '<h1>Error</h1>' },
	{ type: 'reset' },
	{ type: 'hang' },
] as const) {
	const name = [fault.type, 'status' in fault ? fault.status : ''].join(' ').trim();
	test(`a viewer whose server fails (${name}) is called back as by a server`, async ({ shop }) => {
		setManifest(shop, 1000);
		const page = await shop.openCovered();
		await shop.images.setFault('*', fault);
		const calls = await jsonp(page, [
			shop.image('Acme/mug', 'req=imageset,json&id=1&handler=myCb1'),
			shop.image('Acme/mug', 'req=set,json&id=-2'),
			shop.image('Acme/mug', 'req=exists,json&id=3&handler=alert(1)'),
		]);
		const text = expect.stringMatching(/./);
		expect(calls).toEqual([
			['myCb1', { IMAGE_SET: 'Acme/mug;Acme/mug,Acme/cup;Acme/cup' }, '1'],
			['s7jsonError', { title: text, message: text }, '-2'],
			['s7jsonError', { title: text, message: text }, '3'],
		]);
	});
}

test('other formats are answered too, and say that they are a substitute', async ({ shop }) => {
	setManifest(shop);
	const page = await shop.openCovered();
	await shop.images.stop();
	const text = await fetchInPage(page, shop.image('Acme/mug', 'req=exists'));
	expect(text).toMatchObject({
		status: 200,
		headers: { 'x-image-understudy': 'properties; reason=network; status=0' },
		text: expect.stringMatching(/^#S7Z OK\r?\n#.*\r?\ncatalogRecord\.exists=1/),
	});
	const xml = await fetchInPage(page, shop.image('Acme/mug', 'req=catalogprops,xml'));
	expect(xml).toMatchObject({
		status: 200,
		text: expect.stringContaining('name="maxPix" value="2000,2000"'),
	});
	const error = await fetchInPage(page, shop.image('Acme/mug', 'req=set,xml'));
	expect(error).toMatchObject({ status: 503, text: expect.stringContaining('<prop-group name="error">') });
	await shop.images.start();
});

test('while the server answers, its own errors stand', async ({ shop }) => {
	setManifest(shop);
	const page = await shop.openCovered();
	const own = await fetchInPage(page, shop.image('Acme/none', 'req=props'));
	expect(own.status).toBe(403);
	expect(own.headers['x-image-understudy']).toBeUndefined();
	expect(await jsonp(page, [shop.image('Acme/none', 'req=props,json&id=9')])).toEqual([
		['s7jsonError', { title: expect.any(String), message: expect.any(String) }, '9'],
	]);
});

test('data about static content come from the catalog when the server is gone; its files are left alone', async ({
	shop,
}) => {
	const staticContent = { terms: { Path: 'terms.pdf', UserType: 'pdf', UserData: 'pages=3' } };
	shop.setManifest({ servers: [{ origin: shop.images.origin }], catalogs: { Acme: { staticContent } } });
	const page = await shop.openCovered();
	await shop.images.stop();
	const content = `${shop.images.origin}/is/content/Acme/terms`;
	const calls = await jsonp(page, [
		`${content}?req=exists,json&id=1`,
		`${content}?req=userdata,json&type=pdf&id=2`,
		`${content}?req=userdata,json&type=PDF&id=3`,
	]);
	expect(calls).toEqual([
		['s7jsonResponse', { 'catalogRecord.exists': '1' }, '1'],
		['s7jsonResponse', { pages: '3' }, '2'],
		['s7jsonError', { title: expect.any(String), message: expect.any(String) }, '3'],
	]);
	await expect(fetchInPage(page, content)).rejects.toThrow(/fetch/i);
	await shop.images.start();
});

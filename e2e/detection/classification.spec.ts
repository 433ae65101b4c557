import { createHash } from 'node:crypto';
import { test } from '../shop/own-server.js';
import { addImage, expect, expectSubstitute, fetchInPage, plainPicture, shown } from '../shop/shop.js';

const HEADER = 'x-image-understudy';

test('a server that sends the browser round and round: network', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', { type: 'redirect-loop' });
	const image = await addImage(page, 'mug', shop.image('Acme/mug', 'wid=60'));
	await expectSubstitute(image, 'default-image', 'network');
});

test('a name that leads nowhere: network', async ({ shop }) => {
	shop.setManifest({ servers: [{ origin: 'http://nothing.invalid' }] });
	const page = await shop.openCovered();
	const image = await addImage(page, 'mug', 'http://nothing.invalid/is/image/Acme/mug?wid=60');
	await expectSubstitute(image, 'default-image', 'network');
});

test('a server that does not know TLS: network', async ({ shop }) => {
	const origin = shop.images.origin.replace('http:', 'https:');
	shop.setManifest({ servers: [{ origin }] });
	const page = await shop.openCovered();
	const image = await addImage(page, 'mug', `${origin}/is/image/Acme/mug?wid=60`);
	await expectSubstitute(image, 'default-image', 'network');
});

test('no network at all: network', async ({ shop }) => {
	const page = await shop.openCovered();
	await page.context().setOffline(true);
	const image = await addImage(page, 'mug', shop.image('Acme/mug', 'wid=61'));
	await expectSubstitute(image, 'default-image', 'network');
});

test('a body that stalls behind good headers is passed on: nothing good is held back for it', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', { type: 'stalled' });
	const headers = await page.evaluate(
		async (url) => {
			const { status, headers: sent } = await fetch(url);
			return { status, substitute: sent.get('x-image-understudy') };
		},
		shop.image('Acme/mug', 'wid=62'),
	);
	expect(headers).toEqual({ status: 200, substitute: null });
});

test('errorBodies: a picture with an error status is replaced, or kept where the manifest says so', async ({
	shop,
}) => {
	const body = await plainPicture(33, 22, '#0f0');
	const picture = { type: 'body', status: 404, contentType: 'image/png', body } as const;
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', picture);
	const replaced = await addImage(page, 'replaced', shop.image('Acme/mug', 'wid=63'));
	await expectSubstitute(replaced, 'default-image', 'missing');
	shop.setManifest({ servers: [{ origin: shop.images.origin, errorBodies: 'keep' }] });
	await page.evaluate(() => window.understudy.update());
	const kept = await addImage(page, 'kept', shop.image('Acme/mug', 'wid=64'));
	expect(await shown(kept)).toMatchObject({ width: 33, height: 22, fallback: undefined });
	// an error that is no picture is replaced all the same
	await shop.images.setFault('Acme/vase', { type: 'status', status: 404 });
	const text = await addImage(page, 'text', shop.image('Acme/vase', 'wid=64'));
	await expectSubstitute(text, 'default-image', 'missing');
});

test('classify: the manifest says what the server means', async ({ shop }) => {
	const classify = [{ status: 503, text: 'sold out', reason: 'missing' }];
	shop.setManifest({ servers: [{ origin: shop.images.origin, classify }] });
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', { type: 'status', status: 503, body: 'This mug is SOLD OUT' });
	await shop.images.setFault('Acme/vase', { type: 'status', status: 503 });
	const reasons = await Promise.all(
		['mug', 'vase'].map(
			async (id) => (await fetchInPage(page, shop.image(`Acme/${id}`, 'wid=65'))).headers[HEADER],
		),
	);
	expect(reasons).toEqual([
		'default-image; reason=missing; status=503',
		'default-image; reason=overload; status=503',
	]);
});

test('placeholders: a header, a digest or a single pixel gives an answer away, where the manifest says so', async ({
	shop,
}) => {
	const grey = await plainPicture(50, 50, '#888');
	const pixel = await plainPicture(1, 1, '#fff');
	const sha256 = createHash('sha256').update(grey).digest('hex');
	const faults = {
		header: {
			type: 'headers',
			headers: { 'x-cld-error': 'Resource not found', 'access-control-expose-headers': 'x-cld-error' },
		},
		grey: { type: 'body', contentType: 'image/png', body: grey },
		pixel: { type: 'body', contentType: 'image/png', body: pixel },
	} as const;
	shop.images.setPicture('Acme/header', '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"/>');
	for (const [id, fault] of Object.entries(faults)) await shop.images.setFault(`Acme/${id}`, fault);
	const ask = async (query: string) =>
		Promise.all(
			Object.keys(faults).map(
				async (id) => (await fetchInPage(page, shop.image(`Acme/${id}`, query))).headers[HEADER] ?? 'passed',
			),
		);

	const page = await shop.openCovered();
	expect(await ask('wid=66')).toEqual(['passed', 'passed', 'passed']);
	const placeholders = {
		headers: { 'X-Cld-Error': '' },
		digests: [{ sha256, bytes: grey.length }],
		onePixel: true,
	};
	shop.setManifest({ servers: [{ origin: shop.images.origin, placeholders }] });
	await page.evaluate(() => window.understudy.update());
	const missing = 'default-image; reason=missing; status=200';
	expect(await ask('wid=67')).toEqual([missing, missing, missing]);
	// one of the same length that is another picture
	const other = Buffer.from(grey);
	other.writeUInt8(other.readUInt8(other.length - 1) ^ 1, other.length - 1);
	await shop.images.setFault('Acme/grey', { type: 'body', contentType: 'image/png', body: other });
	const [, passed] = await ask('wid=68');
	expect(passed).toBe('passed');
});

test('policies: small pictures and scripts of the page get nothing, others their substitute', async ({
	shop,
}) => {
	const policies = [
		{ maxSize: 40, policy: { unavailable: [] } },
		{ destinations: ['fetch'], policy: { missing: [] } },
	];
	shop.setManifest({ policies });
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', { type: 'status', status: 500 });
	expect(await fetchInPage(page, shop.image('Acme/mug', 'wid=30'))).toMatchObject({ status: 500 });
	expect(await fetchInPage(page, shop.image('Acme/mug', 'wid=90'))).toMatchObject({ status: 200 });
	expect(await fetchInPage(page, shop.image('Acme/nothing', 'wid=90'))).toMatchObject({ status: 403 });
	const image = await addImage(page, 'nothing', shop.image('Acme/nothing', 'wid=91'));
	await expectSubstitute(image, 'default-image', 'missing');
});

test('status() counts failures by reason and names servers that cannot be reached', async ({ shop }) => {
	const page = await shop.openCovered();
	await fetchInPage(page, shop.image('Acme/nothing', 'wid=70'));
	await shop.images.setFault('Acme/mug', { type: 'status', status: 500 });
	await fetchInPage(page, shop.image('Acme/mug', 'wid=70'));
	const before = await page.evaluate(() => window.understudy.status());
	expect(before).toMatchObject({
		failures: { missing: 1, server: 1 },
		unreachable: [],
		storage: { usage: expect.any(Number), quota: expect.any(Number) },
	});
	await shop.images.setFault('*', { type: 'gone' });
	// as an <img> asks: a script that asks with CORS cannot tell a server that is away from one without CORS
	let asked = 0;
	// it has answered a moment ago
	await expect
		.poll(async () => {
			asked += 1;
			const image = await addImage(page, `gone-${asked}`, shop.image(`Acme/gone-${asked}`, 'wid=70'));
			await expectSubstitute(image, 'default-image', 'network');
			return (await page.evaluate(() => window.understudy.status())).unreachable;
		})
		.toEqual([{ origin: shop.images.origin, until: expect.any(Number) }]);
});

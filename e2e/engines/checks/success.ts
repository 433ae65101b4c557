import { expect, test } from '../stage.js';

const GREEN =
	'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60"><rect width="60" height="60" fill="#0f0"/></svg>';

test('a good picture is passed through as it is', async ({ stage }) => {
	await stage.cover();
	const reply = await stage.fetch(stage.image('Acme/mug', 'wid=200&fmt=png'));
	expect(reply).toMatchObject({ status: 200, headers: { 'content-type': 'image/png' } });
	expect(reply.headers['x-image-understudy']).toBeUndefined();
});

test('one request reaches the server, asked with CORS, with an Accept header for images', async ({
	stage,
}) => {
	await stage.cover();
	await stage.addImage('mug', stage.image('Acme/mug', 'wid=201'));
	await stage.expectPicture('mug', 201);
	const asked = stage.images.requests.filter(({ url }) => url.includes('wid=201'));
	expect(asked).toHaveLength(1);
	expect(asked[0]?.headers.origin).toBe(stage.shop.origin);
	expect(asked[0]?.headers.accept).toContain('image/');
});

test('a 403 that an <img> without crossorigin cannot see is seen: the request is upgraded to CORS', async ({
	stage,
}) => {
	await stage.cover();
	await stage.addImage('missing', stage.image('Acme/nothing', 'wid=202'));
	await stage.expectSubstitute('missing', 'default-image', 'missing');
	await expect
		.poll(() => stage.events('substitute'))
		.toContainEqual(expect.objectContaining({ url: stage.image('Acme/nothing', 'wid=202'), status: 403 }));
});

test('<img crossorigin>: as without', async ({ stage }) => {
	await stage.cover();
	await stage.addImage('well', stage.image('Acme/mug', 'wid=203'), { crossorigin: '' });
	await stage.addImage('missing-cors', stage.image('Acme/nothing', 'wid=203'), { crossorigin: '' });
	await stage.expectPicture('well', 203);
	await stage.expectSubstitute('missing-cors', 'default-image', 'missing');
});

test('a copy in the HTTP cache from before, without CORS headers, does not hide the picture', async ({
	stage,
}) => {
	await stage.cover();
	const url = stage.image('Acme/green', 'wid=40');
	stage.images.setPicture('Acme/green', GREEN);
	await stage.images.setFault('*', { type: 'no-cors' });
	await stage.fetch(url, { mode: 'no-cors' });
	await stage.images.setFault('*', undefined);
	await stage.addImage('green', url);
	await stage.expectPicture('green', 40);
});

test('a good picture of a server without CORS is shown', async ({ stage }) => {
	await stage.openCovered();
	await stage.images.setFault('*', { type: 'no-cors' });
	await stage.addImage('opaque', stage.image('Acme/clock', 'wid=204'));
	await stage.expectPicture('opaque', 204);
});

test('a server without CORS is asked for it once, not for every picture', async ({ stage }) => {
	await stage.cover();
	await stage.images.setFault('*', { type: 'no-cors' });
	await stage.addImage('first', stage.image('Acme/mug', 'wid=205'));
	await stage.expectPicture('first', 205);
	stage.images.clearLog();
	await stage.addImage('second', stage.image('Acme/vase', 'wid=205'));
	await stage.expectPicture('second', 205);
	expect(stage.images.requests).toHaveLength(1);
});

test('a failure that is hidden for want of CORS is seen by the page: decode, status 0', async ({ stage }) => {
	await stage.openCovered();
	await stage.images.setFault('Acme/mug', { type: 'no-cors', status: 404 });
	await stage.addImage('hidden', stage.image('Acme/mug', 'wid=206'));
	await stage.expectSubstitute('hidden', 'default-image', 'decode');
});

test('a body that takes its time is not held back', async ({ stage }) => {
	await stage.cover();
	await stage.images.setFault('Acme/shelf', { type: 'slow-body', ms: 600 });
	await stage.addImage('slow', stage.image('Acme/shelf', 'wid=207'));
	await stage.expectPicture('slow', 207);
});

test('pictures of other servers are none of its business', async ({ stage }) => {
	await stage.setRules({ servers: [{ origin: 'https://images.example.test' }] });
	const reply = await stage.fetch(stage.image('Acme/nothing', 'wid=208'));
	expect(reply.status).toBe(403);
	expect(reply.headers['x-image-understudy']).toBeUndefined();
});

test('other methods are left alone', async ({ stage }) => {
	await stage.setRules();
	const reply = await stage.fetch(stage.image('Acme/nothing', 'wid=209'), { method: 'HEAD' });
	expect(reply.status).toBe(403);
});

test('a substitute explains itself to scripts', async ({ stage }) => {
	await stage.setRules();
	const { status, headers } = await stage.fetch(stage.image('Acme/nothing', 'wid=210&fmt=png'));
	expect(status).toBe(200);
	expect(headers).toMatchObject({
		'x-image-understudy': 'default-image; reason=missing; status=403',
		'content-type': 'image/png',
		'cache-control': 'max-age=3600',
		date: expect.any(String),
	});
});

test('substituteStatus original: a picture with the server’s own status is shown', async ({ stage }) => {
	await stage.setRules({ substituteStatus: 'original' });
	const url = stage.image('Acme/nothing', 'wid=211');
	expect((await stage.fetch(url)).status).toBe(403);
	await stage.addImage('original', url);
	await stage.expectSubstitute('original', 'default-image', 'missing');
});

test('a substitute of an <img> that asks without CORS: its pixels are for scripts too, but not in Firefox', async ({
	stage,
	engine,
}) => {
	await stage.setRules();
	await stage.addImage('plain', stage.image('Acme/nothing', 'wid=212'));
	await stage.expectSubstitute('plain', 'default-image', 'missing');
	const isReadable = await stage.evaluate(() => {
		const context = new OffscreenCanvas(9, 9).getContext('2d');
		context?.drawImage(document.getElementById('plain') as HTMLImageElement, 0, 0);
		try {
			return context?.getImageData(0, 0, 1, 1) !== undefined;
		} catch {
			return false;
		}
	});
	expect(isReadable).toBe(engine !== 'firefox');
});

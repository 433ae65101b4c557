import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type IpxServer, startIpxServer } from '../servers/ipx-server.js';
import {
	addImage,
	test as base,
	events,
	expect,
	expectBroken,
	expectSubstitute,
	fetchInPage,
	manifestFor,
	pixel,
	plainPicture,
	type Shop,
	shown,
} from '../shop/shop.js';

const BLUE = '0,0,255,255';
const GREEN = '0,255,0,255';

const test = base.extend<{ ipx: IpxServer }>({
	ipx: async ({}, use) => {
		const ipx = await startIpxServer();
		await mkdir(join(ipx.folder, 'shoes'));
		for (const name of ['shoes/red.png', 'mug.png']) {
			await writeFile(join(ipx.folder, name), await plainPicture(400, 200, '#f00'));
		}
		await writeFile(join(ipx.folder, 'broken.png'), 'this is no picture');
		await use(ipx);
		await ipx.close();
	},
});

/** The rules of the shop, for pictures of a plain server. */
function setPlainManifest(
	shop: Shop,
	{ origin }: { readonly origin: string },
	overrides: object = {},
	more: object = {},
): void {
	const { catalogs, ...manifest } = JSON.parse(manifestFor(origin, more));
	const server = {
		origin,
		protocol: 'plain',
		catalog: 'Acme',
		commands: { w: 'wid', h: 'hei', s: 'size', f: 'fmt', q: 'qlt' },
		patterns: ['/_/{path}', '/{commands}/{path}'],
		...overrides,
	};
	Object.assign(catalogs.Acme.records, { 'no-shoe': { Path: 'no-shoe.png' } });
	catalogs.Acme.rules = [{ expression: '^Acme/shoes/', addQuery: 'defaultImage=Acme/no-shoe' }];
	shop.setManifest(JSON.stringify({ ...manifest, servers: [server], catalogs }));
}

test('IPX: pictures pass, missing ones get the default image in the size asked for', async ({
	shop,
	ipx,
}) => {
	setPlainManifest(shop, ipx);
	const page = await shop.openCovered();
	const well = await addImage(page, 'well', `${ipx.origin}/w_200/shoes/red.png`);
	expect(await shown(well)).toEqual({ width: 200, height: 100, fallback: undefined, reason: undefined });

	const missing = await addImage(page, 'missing', `${ipx.origin}/w_120,h_80,f_png/mugs/blue.png`);
	expect(await expectSubstitute(missing, 'default-image', 'missing')).toMatchObject({
		width: 120,
		height: 80,
	});
	expect(await pixel(missing, 60, 40)).toBe(BLUE);
	// what the picture leaves free stays as transparent as it would be in a PNG of this server
	expect(await pixel(missing, 60, 2)).toBe('0,0,0,0');
	const sized = await addImage(page, 'sized', `${ipx.origin}/s_60x30/mugs/blue.png`);
	expect(await expectSubstitute(sized, 'default-image', 'missing')).toMatchObject({ width: 60, height: 30 });
	expect(await events(page, 'substitute')).toMatchObject([
		{ object: 'Acme/no-image', status: 404 },
		{ object: 'Acme/no-image', status: 404 },
	]);
});

test('IPX: the rule set gives shoes a picture of their own', async ({ shop, ipx }) => {
	shop.server.setFile('/fallback/no-shoe.png', await plainPicture(40, 20, '#0f0'), {
		contentType: 'image/png',
	});
	setPlainManifest(shop, ipx);
	const page = await shop.openCovered();
	const shoe = await addImage(page, 'shoe', `${ipx.origin}/w_40,f_png/shoes/blue.png`);
	expect(await expectSubstitute(shoe, 'default-image', 'missing')).toMatchObject({ width: 40, height: 20 });
	expect(await pixel(shoe, 20, 10)).toBe(GREEN);
});

test('IPX: what it cannot make is answered by the error image, which names it', async ({ shop, ipx }) => {
	setPlainManifest(shop, ipx, {
		classify: [
			{ status: 400, reason: 'invalid' },
			{ status: 500, reason: 'invalid' },
		],
	});
	const page = await shop.openCovered();
	const broken = await addImage(page, 'broken', `${ipx.origin}/w_100/broken.png`);
	await expectSubstitute(broken, 'error-image', 'invalid');
});

test('IPX is gone: the default image; it is back: the picture', async ({ shop, ipx }) => {
	setPlainManifest(shop, ipx);
	const page = await shop.openCovered();
	await ipx.stop();
	const image = await addImage(page, 'image', `${ipx.origin}/w_200/mug.png`);
	await expectSubstitute(image, 'default-image', 'network');
	await ipx.start();
	await expect(image).not.toHaveAttribute('data-fallback', { timeout: 15_000 });
	expect(await shown(image)).toMatchObject({ width: 200, height: 100 });
});

test('IPX is gone: a copy of another size is scaled, not one that shows something else', async ({
	shop,
	ipx,
}) => {
	setPlainManifest(shop, ipx, {}, { lastGood: {} });
	const page = await shop.openCovered();
	for (const commands of ['w_200', 'w_300,blur_5']) {
		const url = `${ipx.origin}/${commands}/mug.png`;
		await shown(await addImage(page, commands.replace(',', '-'), url));
		await expect.poll(() => page.evaluate((kept) => caches.match(kept).then(Boolean), url)).toBe(true);
	}
	await ipx.stop();
	const image = await addImage(page, 'scaled', `${ipx.origin}/w_100,f_png/mug.png`);
	expect(await expectSubstitute(image, 'last-good', 'network')).toMatchObject({ width: 100, height: 50 });
	expect(await pixel(image, 50, 25)).toBe('255,0,0,255');
	const blurred = await addImage(page, 'blurred', `${ipx.origin}/w_100,blur_9/mug.png`);
	await expectSubstitute(blurred, 'default-image', 'network');
});

test('what scripts fetch of a plain server is their own affair', async ({ shop, ipx }) => {
	setPlainManifest(shop, ipx);
	const page = await shop.openCovered();
	const { status, headers } = await fetchInPage(page, `${ipx.origin}/w_120/mugs/blue.png`);
	expect(status).toBe(404);
	expect(headers).not.toHaveProperty('x-image-understudy');
});

test('observe: nothing is replaced, and the object of the catalog is told', async ({ shop, ipx }) => {
	const { catalogs } = JSON.parse(manifestFor(ipx.origin));
	const server = { origin: ipx.origin, protocol: 'plain', catalog: 'Acme' };
	shop.setManifest(JSON.stringify({ servers: [server], mode: 'observe', catalogs }));
	const page = await shop.openCovered();
	await expectBroken(await addImage(page, 'missing', `${ipx.origin}/w_120/mugs/blue.png`));
	await expect
		.poll(() => events(page, 'substitute'))
		.toMatchObject([{ kind: 'default-image', object: 'Acme/no-image', observed: true }]);
});

test('a plain server beside one of Image Serving', async ({ shop, ipx }) => {
	const { servers, ...rest } = JSON.parse(manifestFor(shop.images.origin));
	const plain = {
		origin: ipx.origin,
		protocol: 'plain',
		commands: { w: 'wid' },
		patterns: ['/{commands}/{path}'],
	};
	shop.setManifest(JSON.stringify({ ...rest, servers: [...servers, plain] }));
	const page = await shop.openCovered();
	const one = await addImage(page, 'one', shop.image('Acme/nothing', 'wid=50'));
	expect(await expectSubstitute(one, 'default-image', 'missing')).toMatchObject({ width: 50 });
	// without `catalog` the path names it, as on Image Serving
	const other = await addImage(page, 'other', `${ipx.origin}/w_70/Acme/nothing.png`);
	expect(await expectSubstitute(other, 'default-image', 'missing')).toMatchObject({ width: 70 });
});

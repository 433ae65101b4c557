import { addImage, expect, expectSubstitute, fetchInPage, pixel, plainPicture, test } from '../shop/shop.js';

/** The default image is blue, 400x200. */
const BLUE = '0,0,255,255';
const WHITE = '255,255,255,255';

const views: readonly (readonly [query: string, attributes: object, width: number, height: number])[] = [
	['wid=100', {}, 100, 50],
	['hei=100', {}, 200, 100],
	['wid=200&hei=200', {}, 200, 200],
	['', {}, 400, 200],
	['', { DefaultPix: '100,100' }, 100, 50],
	['', { DefaultPix: '0,50' }, 100, 50],
	['', { DefaultPix: '800,800' }, 400, 200],
	['wid=150&hei=50', { MaxPix: '150,150' }, 150, 50],
];

for (const [query, attributes, width, height] of views) {
	test(`view of ${query || 'no size'} with ${JSON.stringify(attributes)} is ${width}x${height}`, async ({
		shop,
	}) => {
		shop.setManifest({}, attributes);
		const page = await shop.openCovered();
		await shop.open(`<img src="${shop.image('Acme/nothing', query)}">`, { page });
		const picture = await expectSubstitute(page.locator('img'), 'default-image', 'missing');
		expect(picture).toMatchObject({ width, height });
	});
}

test('larger than MaxPix is an error: the default image fails, the error image comes without the size', async ({
	shop,
}) => {
	shop.setManifest({}, { MaxPix: '300,300' });
	const page = await shop.openCovered();
	await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=301')}">`, { page });
	const picture = await expectSubstitute(page.locator('img'), 'error-image', 'missing');
	expect(picture).toMatchObject({ width: 300, height: 300 });
});

for (const DefaultImage of ['no-image.png', 'Acme/no-image.png', '/fallback/no-image.png']) {
	test(`a file of the shop without a record: ${DefaultImage}`, async ({ shop }) => {
		shop.setManifest({}, { DefaultImage });
		const page = await shop.openCovered();
		await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=50&fmt=png')}">`, { page });
		const image = page.locator('img');
		await expectSubstitute(image, 'default-image', 'missing');
		expect(await pixel(image, 10, 10)).toBe(BLUE);
	});
}

test('both sizes: fitted inside, centred, filled with BkgColor, not with the request’s bgc', async ({
	shop,
}) => {
	shop.setManifest({}, { BkgColor: '00ff00' });
	const page = await shop.openCovered();
	await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=200&hei=200&fmt=png&bgc=ff0000')}">`, {
		page,
	});
	const image = page.locator('img');
	await expectSubstitute(image, 'default-image', 'missing');
	expect(await pixel(image, 100, 49)).toBe('0,255,0,255');
	expect(await pixel(image, 100, 51)).toBe(BLUE);
	expect(await pixel(image, 100, 148)).toBe(BLUE);
	expect(await pixel(image, 100, 151)).toBe('0,255,0,255');
});

test('not enlarged when both sizes are larger', async ({ shop }) => {
	const page = await shop.openCovered();
	await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=800&hei=400&fmt=png')}">`, { page });
	const image = page.locator('img');
	expect(await expectSubstitute(image, 'default-image', 'missing')).toMatchObject({
		width: 800,
		height: 400,
	});
	expect(await pixel(image, 199, 200)).toBe(WHITE);
	expect(await pixel(image, 201, 200)).toBe(BLUE);
});

test('the format asked for is the format given', async ({ shop }) => {
	const page = await shop.openCovered();
	const types: Record<string, string> = {};
	for (const format of ['', 'fmt=jpeg', 'fmt=png', 'fmt=png-alpha', 'fmt=webp', 'fmt=avif', 'fmt=gif']) {
		const { headers } = await fetchInPage(page, shop.image('Acme/nothing', `wid=40&${format}`));
		types[format] = headers['content-type'] ?? '';
	}
	expect(types).toEqual({
		'': 'image/jpeg',
		'fmt=jpeg': 'image/jpeg',
		'fmt=png': 'image/png',
		'fmt=png-alpha': 'image/png',
		'fmt=webp': 'image/webp',
		'fmt=avif': 'image/webp',
		'fmt=gif': 'image/gif',
	});
});

test('transparency stays where the format has it, and is filled where it has not', async ({ shop }) => {
	shop.server.setFile('/fallback/no-image.png', await plainPicture(100, 100, 'rgba(255, 0, 0, 0)'), {
		contentType: 'image/png',
	});
	const page = await shop.openCovered();
	await shop.open(
		`<img id="kept" src="${shop.image('Acme/nothing', 'wid=50&fmt=png-alpha')}">
		<img id="filled" src="${shop.image('Acme/nothing', 'wid=50&fmt=png')}">
		<img id="jpeg" src="${shop.image('Acme/nothing', 'wid=50')}">`,
		{ page },
	);
	for (const [id, colour] of [
		['kept', '0,0,0,0'],
		['filled', WHITE],
		['jpeg', WHITE],
	]) {
		await expectSubstitute(page.locator(`#${id}`), 'default-image', 'missing');
		expect(await pixel(page.locator(`#${id}`), 25, 25)).toBe(colour);
	}
});

test('an SVG default image is answered as SVG, in the size of the view', async ({ shop }) => {
	shop.setManifest({}, { DefaultImage: 'no-image-svg' });
	const page = await shop.openCovered();
	await shop.open(
		`<img id="box" src="${shop.image('Acme/nothing', 'wid=200&hei=200')}"><img id="wide" src="${shop.image('Acme/nothing', 'wid=100')}">`,
		{ page },
	);
	expect(await expectSubstitute(page.locator('#box'), 'default-image', 'missing')).toMatchObject({
		width: 200,
		height: 200,
	});
	expect(await expectSubstitute(page.locator('#wide'), 'default-image', 'missing')).toMatchObject({
		width: 100,
		height: 50,
	});
	expect(await pixel(page.locator('#box'), 100, 20)).toBe(WHITE);
	expect(await pixel(page.locator('#box'), 100, 100)).toBe(BLUE);
	const { headers } = await fetchInPage(page, shop.image('Acme/nothing', 'wid=100'));
	expect(headers['content-type']).toBe('image/svg+xml');
});

test('defaultImage= of the request comes before the attribute, empty it switches both off', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	await shop.images.setPicture('Acme/own', await plainPicture(100, 100, '#0f0'));
	await shop.open(
		`<img id="own" src="${shop.image('Acme/nothing', 'defaultImage=Acme/own&wid=50&fmt=png')}">
		<img id="none" src="${shop.image('Acme/nothing', 'defaultImage=&wid=50')}">`,
		{ page },
	);
	await expectSubstitute(page.locator('#own'), 'default-image', 'missing');
	expect(await pixel(page.locator('#own'), 25, 25)).toBe('0,255,0,255');
	await expectSubstitute(page.locator('#none'), 'error-image', 'missing');
});

test('a catalog that defines nothing inherits, one that defines it empty has none', async ({ shop }) => {
	const attributes = { DefaultImage: 'Acme/no-image', ErrorImage: '' };
	const catalogs = {
		default: { attributes },
		Acme: { attributes: { RootPath: '/fallback/' }, records: { 'no-image': { Path: 'no-image.png' } } },
		Bare: { attributes: { DefaultImage: '' } },
	};
	shop.setManifest({ catalogs });
	const page = await shop.openCovered();
	const headerOf = async (object: string) => {
		const { status, headers } = await fetchInPage(page, shop.image(object, 'wid=50'));
		return [status, headers['x-image-understudy']];
	};
	const substituted = [200, 'default-image; reason=missing; status=403'];
	expect(await headerOf('Acme/nothing')).toEqual(substituted);
	expect(await headerOf('Unknown/nothing')).toEqual(substituted);
	expect(await headerOf('Bare/nothing')).toEqual([403, undefined]);
});

test('a default image that fails leads to the error image, not to another default image', async ({
	shop,
}) => {
	shop.server.setFile('/fallback/no-image.png', 'no picture', { contentType: 'image/png' });
	const page = await shop.openCovered();
	await shop.open(`<img src="${shop.image('Acme/nothing', 'wid=100')}">`, { page });
	await expectSubstitute(page.locator('img'), 'error-image', 'missing');
});

test('a default image that was not there at installation is not asked for by every image that fails', async ({
	shop,
}) => {
	shop.server.setFile('/fallback/no-image.png', 'Not found', { status: 404 });
	const page = await shop.openCovered();
	shop.server.clearLog();
	const urls = Array.from({ length: 12 }, (_, index) => shop.image(`Acme/nothing-${index}`, 'wid=60'));
	for (const half of [urls.slice(0, 6), urls.slice(6)]) {
		await shop.open(half.map((url) => `<img src="${url}">`).join(''), { page });
		await expect(page.locator('img[data-fallback="error-image"]')).toHaveCount(6);
	}
	const asked = shop.server.requests.filter(({ url }) => url.startsWith('/fallback/'));
	expect(asked.length).toBeLessThanOrEqual(1);
});

test('the record’s own Expiration is the time to live', async ({ shop }) => {
	const catalogs = {
		default: {},
		Acme: {
			attributes: { DefaultImage: 'na', RootPath: '/fallback/', DefaultExpiration: 1 },
			records: { na: { Path: 'no-image.png', Expiration: 5 } },
		},
	};
	shop.setManifest({ catalogs });
	const page = await shop.openCovered();
	const url = shop.image('Acme/nothing', 'wid=50');
	expect((await fetchInPage(page, url)).headers['cache-control']).toBe('max-age=18000');
	shop.images.clearLog();
	await fetchInPage(page, url, { cache: 'no-store' });
	expect(shop.images.requests).toEqual([]);
});

test('a default image that no page can show leads to the error image', async ({ shop }) => {
	// no worker can look into an SVG
	shop.server.setFile(
		'/fallback/no-image.svg',
		'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect</svg>',
	);
	shop.setManifest({}, { DefaultImage: 'no-image-svg' });
	const page = await shop.openCovered();
	const image = await addImage(page, 'malformed', shop.image('Acme/nothing', 'wid=40'));
	await expectSubstitute(image, 'error-image', 'missing');
	// nor is it tried for who asks next
	const asked = await fetchInPage(page, shop.image('Acme/nothing', 'wid=40'));
	expect(asked.headers['x-image-understudy']).toBe('error-image; reason=missing; status=403');
});

import sharp from 'sharp';
import { plainPicture } from '../../shop/shop.js';
import { expect, test } from '../stage.js';

/** The default image is blue, 400x200. */
const BLUE = '0,0,255,255';
const GREEN = '0,255,0,255';
const WHITE = '255,255,255,255';
const CLEAR = '0,0,0,0';

const VIEWS: readonly (readonly [query: string, attributes: object, width: number, height: number])[] = [
	['wid=100', {}, 100, 50],
	['hei=100', {}, 200, 100],
	['wid=200&hei=200', {}, 200, 200],
	['wid=800&hei=400', {}, 800, 400],
	['', {}, 400, 200],
	['', { DefaultPix: '100,100' }, 100, 50],
	['wid=150&hei=50', { MaxPix: '150,150' }, 150, 50],
];

for (const [index, [query, attributes, width, height]] of VIEWS.entries()) {
	test(`the view of ${query || 'no size'} with ${JSON.stringify(attributes)} is ${width}x${height}`, async ({
		stage,
	}) => {
		await stage.setRules({}, attributes);
		await stage.addImage(`view-${index}`, stage.image(`Acme/view-${index}`, query));
		await stage.expectSubstitute(`view-${index}`, 'default-image', 'missing', { width, height });
	});
}

test('larger than MaxPix: the error image comes, without the size', async ({ stage }) => {
	await stage.setRules({}, { MaxPix: '300,300' });
	await stage.addImage('large', stage.image('Acme/large', 'wid=301'));
	await stage.expectSubstitute('large', 'error-image', 'missing', { width: 300, height: 300 });
});

test('fitted inside, centred, filled with BkgColor', async ({ stage }) => {
	await stage.setRules({}, { BkgColor: '00ff00' });
	await stage.addImage('filled', stage.image('Acme/filled', 'wid=200&hei=200&fmt=png&bgc=ff0000'));
	await stage.expectSubstitute('filled', 'default-image', 'missing');
	expect(await stage.pixels('filled', [100, 49], [100, 51], [100, 148], [100, 151])).toEqual([
		GREEN,
		BLUE,
		BLUE,
		GREEN,
	]);
});

test('never enlarged', async ({ stage }) => {
	await stage.setRules();
	await stage.addImage('small', stage.image('Acme/small', 'wid=800&hei=400&fmt=png'));
	await stage.expectSubstitute('small', 'default-image', 'missing', { width: 800, height: 400 });
	expect(await stage.pixels('small', [199, 200], [201, 200])).toEqual([WHITE, BLUE]);
});

for (const [format, colour] of [
	['png-alpha', CLEAR],
	['png', WHITE],
	['jpeg', WHITE],
] as const) {
	test(`a transparent default image as ${format}: ${colour === CLEAR ? 'stays' : 'is filled'}`, async ({
		stage,
	}) => {
		const picture = await plainPicture(100, 100, 'rgba(255, 0, 0, 0)');
		stage.shop.setFile('/fallback/clear.png', picture, { contentType: 'image/png' });
		const catalog = {
			attributes: { DefaultImage: 'clear', RootPath: '/fallback/' },
			records: { clear: { Path: 'clear.png' } },
		};
		await stage.setRules({ catalogs: { Acme: catalog } });
		await stage.addImage(`clear-${format}`, stage.image('Acme/transparent', `wid=50&fmt=${format}`));
		await stage.expectSubstitute(`clear-${format}`, 'default-image', 'missing');
		expect(await stage.pixels(`clear-${format}`, [25, 25])).toEqual([colour]);
	});
}

test('defaultImage= of the request comes before the attribute', async ({ stage }) => {
	await stage.setRules();
	stage.images.setPicture('Acme/own', await plainPicture(100, 100, '#0f0'));
	await stage.addImage('own', stage.image('Acme/nothing', 'defaultImage=Acme/own&wid=50&fmt=png'));
	await stage.expectSubstitute('own', 'default-image', 'missing');
	expect(await stage.pixels('own', [25, 25])).toEqual([GREEN]);
});

test('defaultImage= empty switches both off', async ({ stage }) => {
	await stage.setRules();
	await stage.addImage('none', stage.image('Acme/nothing', 'defaultImage=&wid=50'));
	await stage.expectSubstitute('none', 'error-image', 'missing');
});

test('an SVG default image is answered as SVG, in the size of the view', async ({ stage }) => {
	await stage.setRules({}, { DefaultImage: 'no-image-svg' });
	const url = stage.image('Acme/vector', 'wid=200&hei=200');
	await stage.addImage('svg', url);
	await stage.expectSubstitute('svg', 'default-image', 'missing', { width: 200, height: 200 });
	expect(await stage.pixels('svg', [100, 20], [100, 100])).toEqual([WHITE, BLUE]);
	expect((await stage.fetch(url)).headers['content-type']).toBe('image/svg+xml');
});

test('a default image that fails leads to the error image', async ({ stage }) => {
	stage.shop.setFile('/fallback/broken.png', 'no picture', { contentType: 'image/png' });
	const catalog = {
		attributes: { DefaultImage: 'broken', ErrorImage: 'onError', RootPath: '/fallback/' },
		records: { broken: { Path: 'broken.png' }, onError: { Modifier: 'size=30,30&color=00ff00' } },
	};
	await stage.setRules({ catalogs: { Acme: catalog } });
	await stage.addImage('broken', stage.image('Acme/broken-default', ''));
	await stage.expectSubstitute('broken', 'error-image', 'missing', { width: 30, height: 30 });
});

test('a default image without a record comes from the image server itself, before it is gone', async ({
	stage,
}) => {
	stage.images.setPicture('Acme/served', await plainPicture(200, 100, '#0f0'));
	await stage.setRules({}, { DefaultImage: 'Acme/served' });
	await stage.images.stop();
	await stage.addImage('served', stage.image('Acme/lamp', 'wid=100'));
	await stage.expectSubstitute('served', 'default-image', 'network', { width: 100 });
});

test('a picture that is decoded once, and then scaled, has the pixels of one that is decoded at that size', async ({
	stage,
}) => {
	const drawing =
		'<svg width="640" height="480"><g stroke="#f80" fill="#08fc"><path d="M9 9L600 470L9 300z"/></g></svg>';
	const files = await Promise.all(
		(['jpeg', 'png', 'webp'] as const).map(async (format) => {
			const bytes = await sharp(
				Buffer.from(drawing.replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')),
			)
				.toFormat(format)
				.toBuffer();
			return `data:image/${format};base64,${bytes.toString('base64')}`;
		}),
	);
	const different = await stage.evaluate(async (urls) => {
		const pixelsOf = (bitmap: ImageBitmap) => {
			const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
			context?.drawImage(bitmap, 0, 0);
			return `${context?.getImageData(0, 0, bitmap.width, bitmap.height).data}`;
		};
		const found: string[] = [];
		for (const url of urls) {
			const blob = await (await fetch(url)).blob();
			const whole = await createImageBitmap(blob);
			for (const [resizeWidth, resizeHeight] of [
				[97, 73],
				[320, 240],
			] as const) {
				const size = { resizeWidth, resizeHeight, resizeQuality: 'high' } as const;
				const [direct, scaled] = [await createImageBitmap(blob, size), await createImageBitmap(whole, size)];
				if (pixelsOf(direct) !== pixelsOf(scaled)) found.push(`${blob.type} ${resizeWidth}`);
			}
		}
		return found;
	}, files);
	expect(different).toEqual([]);
});

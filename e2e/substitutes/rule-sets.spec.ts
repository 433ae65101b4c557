import { lockQuery } from '../../src/protocol/lock.js';
import { obfuscateQuery } from '../../src/protocol/obfuscation.js';
import {
	addImage,
	events,
	expect,
	expectSubstitute,
	fetchInPage,
	pixel,
	plainPicture,
	type Shop,
	test,
} from '../shop/shop.js';

/** A catalog with a blue and a green default image, and what a test adds to it. */
function manifest(attributes: object, more: object = {}) {
	return {
		catalogs: {
			default: {},
			Acme: {
				attributes: { DefaultImage: 'no-image', RootPath: '/fallback/', ...attributes },
				records: {
					'no-image': { Path: 'no-image.png' },
					'no-shoe': { Path: 'no-shoe.png' },
					'no-image_F': { Path: 'no-shoe.png' },
				},
				...more,
			},
		},
	};
}

async function shownObject(shop: Shop, query: string, object = 'Acme/nothing'): Promise<string | undefined> {
	const page = await shop.openCovered();
	await fetchInPage(page, shop.image(object, query));
	await expect.poll(() => events(page, 'substitute')).toHaveLength(1);
	const [event] = await events(page, 'substitute');
	return event?.object;
}

test.beforeEach(async ({ shop }) => {
	shop.server.setFile('/fallback/no-shoe.png', await plainPicture(100, 100, '#0f0'), {
		contentType: 'image/png',
	});
});

test('a rule gives a category its own default image', async ({ shop }) => {
	const rules = [{ name: 'shoes', expression: '^Acme/shoes/', addQuery: 'defaultImage=Acme/no-shoe' }];
	shop.setManifest(manifest({}, { rules }));
	expect(await shownObject(shop, 'wid=50', 'Acme/shoes/red')).toBe('Acme/no-shoe');
	expect(await shownObject(shop, 'wid=50', 'Acme/hats/red')).toBe('Acme/no-image');
	const page = await shop.openCovered();
	for (const [id, object, colour] of [
		['shoe', 'Acme/shoes/blue', '0,255,0,255'],
		['hat', 'Acme/hats/blue', '0,0,255,255'],
	] as const) {
		const image = await addImage(page, id, shop.image(object, 'wid=50&hei=50&fmt=png'));
		expect(await expectSubstitute(image, 'default-image', 'missing')).toMatchObject({
			width: 50,
			height: 50,
		});
		expect(await pixel(image, 25, 25)).toBe(colour);
	}
});

test('a rule overrides an attribute for the requests it matches, and adds a header', async ({ shop }) => {
	const rules = [
		{
			expression: 'wid=2',
			attributes: { MaxPix: '100,100' },
			header: [{ name: 'X-Shop-Rule', value: 'small' }],
			onMatch: 'continue',
		},
	];
	shop.setManifest(manifest({}, { rules }));
	const page = await shop.openCovered();
	const large = await fetchInPage(page, shop.image('Acme/nothing', 'wid=150'));
	expect(large.headers).toMatchObject({ 'x-image-understudy': expect.stringContaining('default-image') });
	expect(large.headers['x-shop-rule']).toBeUndefined();
	// 200 is more than the rule allows: the default image cannot be shown
	expect(await fetchInPage(page, shop.image('Acme/nothing', 'wid=200'))).toMatchObject({ status: 403 });
	const small = await fetchInPage(page, shop.image('Acme/nothing', 'wid=20'));
	expect(small.headers).toMatchObject({ 'x-shop-rule': 'small' });
});

test('a rule that refuses leaves no default image', async ({ shop }) => {
	const rules = [{ expression: 'op_usm=', onMatch: 'error' }];
	shop.setManifest(manifest({ ErrorImage: 'no-shoe' }, { rules }));
	const page = await shop.openCovered();
	const { headers } = await fetchInPage(page, shop.image('Acme/nothing', 'op_usm=1,2'));
	expect(headers['x-image-understudy']).toBe('error-image; reason=refused; status=403');
});

test('the default image is translated like any other object', async ({ shop }) => {
	shop.setManifest(manifest({ LocaleMap: 'fr,_F,|,' }));
	const page = await shop.openCovered();
	const colourOf = async (query: string) => {
		const url = shop.image('Acme/nothing', `wid=10&hei=10&fmt=png${query}`);
		return page.evaluate(async (address) => {
			const bitmap = await createImageBitmap(await (await fetch(address)).blob());
			const context = new OffscreenCanvas(10, 10).getContext('2d');
			context?.drawImage(bitmap, 0, 0);
			return [...(context?.getImageData(5, 5, 1, 1).data ?? [])];
		}, url);
	};
	expect(await colourOf('')).toEqual([0, 0, 255, 255]);
	expect(await colourOf('&locale=fr')).toEqual([0, 255, 0, 255]);
});

test('a locked and obfuscated shop: requests are understood, and its own default image is found', async ({
	shop,
}) => {
	shop.setManifest(manifest({ RequestLock: 1, RequestObfuscation: 1 }));
	const page = await shop.openCovered();
	const query = obfuscateQuery(lockQuery('wid=77&fmt=png'));
	const reply = await fetchInPage(page, shop.image('Acme/nothing', query));
	expect(reply.headers).toMatchObject({
		'x-image-understudy': 'default-image; reason=missing; status=403',
		'content-type': 'image/png',
	});
	const image = await addImage(page, 'locked', shop.image('Acme/none', query));
	expect(await expectSubstitute(image, 'default-image', 'missing')).toMatchObject({ width: 77 });
	expect(await pixel(image, 38, 38)).toBe('0,0,255,255');
	// without its lock the query says nothing that can be believed: it is refused, and no default image stands in
	const unlocked = await fetchInPage(page, shop.image('Acme/nothing', obfuscateQuery('wid=77&fmt=png')));
	expect(unlocked.status).toBe(403);
	expect(unlocked.headers['x-image-understudy'] ?? '').not.toContain('default-image');
});

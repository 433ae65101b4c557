import type { Fault } from '../servers/faults.js';
import {
	events,
	expect,
	expectSubstitute,
	fetchInPage,
	type SubstituteEvent,
	shown,
	stopWorkers,
	test,
} from '../shop/shop.js';

/** Each way in which an image does not arrive, and what is shown instead. */
const failures: readonly (readonly [name: string, fault: Fault, kind: string, reason: string])[] = [
	['403 for a missing image', { type: 'missing' }, 'default-image', 'missing'],
	['404', { type: 'status', status: 404 }, 'default-image', 'missing'],
	['410', { type: 'status', status: 410 }, 'default-image', 'missing'],
	[
		'403 that refuses',
		{ type: 'status', status: 403, body: 'Client IP address forbidden.' },
		'error-image',
		'refused',
	],
	['401', { type: 'status', status: 401 }, 'error-image', 'refused'],
	['400', { type: 'status', status: 400 }, 'error-image', 'invalid'],
	['429', { type: 'status', status: 429 }, 'default-image', 'overload'],
	['503', { type: 'status', status: 503 }, 'default-image', 'overload'],
	['500', { type: 'status', status: 500 }, 'default-image', 'server'],
	['599', { type: 'status', status: 599 }, 'default-image', 'server'],
	['no answer', { type: 'hang' }, 'default-image', 'timeout'],
	['connection reset', { type: 'reset' }, 'default-image', 'network'],
	['HTML with status 200', { type: 'html' }, 'error-image', 'content'],
	['empty body', { type: 'empty' }, 'error-image', 'content'],
	['truncated body', { type: 'truncated' }, 'error-image', 'decode'],
	['server gone', { type: 'gone' }, 'default-image', 'network'],
];

for (const [name, fault, kind, reason] of failures) {
	// a server that says nothing is waited for in vain
	const servers = (origin: string) => [{ origin, ...(fault.type === 'hang' && { timeoutMs: 500 }) }];

	test(`cross-origin <img>: ${name} is answered with ${kind}`, async ({ shop }) => {
		shop.setManifest({ servers: servers(shop.images.origin) });
		const page = await shop.openCovered();
		await shop.images.setFault('*', fault);
		await shop.open(`<img src="${shop.image('Acme/mug', 'wid=200')}">`, { page });
		await expectSubstitute(page.locator('img'), kind, reason);
	});

	test(`same-origin <img>: ${name} is answered with ${kind}`, async ({ shop }) => {
		const origin = shop.sharedOrigin;
		shop.setManifest({ servers: servers(origin) });
		const page = await shop.openCovered('', { origin });
		await shop.images.setFault('*', fault);
		await shop.open('<img src="/is/image/Acme/mug?wid=200">', { origin, page });
		await expectSubstitute(page.locator('img'), kind, reason);
	});
}

for (const place of ['the same', 'another'] as const) {
	test(`an image of ${place} origin that starts the worker does not break first, however it fails`, async ({
		shop,
	}) => {
		const [origin, images] =
			place === 'the same' ? [shop.sharedOrigin, ''] : [shop.server.origin, shop.images.origin];
		shop.setManifest({ servers: [{ origin: images || origin, timeoutMs: 500 }] });
		const page = await shop.openCovered('', { origin });
		// of a body that breaks off the page alone can tell
		for (const [name, fault] of failures.filter(([, { type }]) => type !== 'truncated')) {
			await stopWorkers(page);
			await shop.images.setFault('*', fault);
			const isShown = page.evaluate(
				(url) => {
					const image = new Image();
					image.src = url;
					return image.decode().then(
						() => true,
						() => false,
					);
				},
				`${images}/is/image/Acme/mug?wid=200&cold=${encodeURIComponent(name)}`,
			);
			expect(await isShown, name).toBe(true);
		}
	});
}

for (const [name, fault, kind, reason] of failures.filter(
	([, { type }]) => type === 'missing' || type === 'reset',
)) {
	test(`<img crossorigin>: ${name} is answered with ${kind}`, async ({ shop }) => {
		const page = await shop.openCovered();
		await shop.images.setFault('*', fault);
		await shop.open(`<img crossorigin src="${shop.image('Acme/mug', 'wid=200')}">`, { page });
		await expectSubstitute(page.locator('img'), kind, reason);
	});
}

test('every status from 400 to 599 becomes a picture', async ({ shop }) => {
	const page = await shop.openCovered();
	const statuses = Array.from({ length: 200 }, (_, index) => 400 + index);
	for (const status of statuses) await shop.images.setFault(`Acme/${status}`, { type: 'status', status });
	await shop.open(
		statuses.map((status) => `<img src="${shop.image(`Acme/${status}`, 'wid=20')}">`).join(''),
		{ page },
	);
	await expect(page.locator('img[data-fallback]')).toHaveCount(200);
	const broken = await page
		.locator('img')
		.evaluateAll((images) => images.filter((image) => (image as HTMLImageElement).naturalWidth === 0).length);
	expect(broken).toBe(0);
});

test('a body that comes slowly is no failure', async ({ shop }) => {
	// long enough for a busy machine to answer
	const timeoutMs = 2500;
	shop.setManifest({ servers: [{ origin: shop.images.origin, timeoutMs }] });
	const page = await shop.openCovered();
	await shop.images.setFault('*', { type: 'slow-body', ms: timeoutMs + 500 });
	await shop.open(`<img src="${shop.image('Acme/mug', 'wid=200')}">`, { page });
	const picture = await shown(page.locator('img'));
	expect(picture).toMatchObject({ width: 200, fallback: undefined });
});

test('no CORS header: what is well is shown, what breaks is seen by the page and answered', async ({
	shop,
}) => {
	const page = await shop.openCovered();
	await shop.images.setFault('Acme/mug', { type: 'no-cors' });
	await shop.images.setFault('Acme/lamp', { type: 'no-cors', status: 403 });
	await shop.open(
		`<img id="well" src="${shop.image('Acme/mug', 'wid=200')}"><img id="broken" src="${shop.image('Acme/lamp', 'wid=200')}">`,
		{ page },
	);
	expect(await shown(page.locator('#well'))).toMatchObject({ width: 200, fallback: undefined });
	await expectSubstitute(page.locator('#broken'), 'default-image', 'decode');
	// it is believed like any other error, so that the next page does not ask for it
	shop.images.clearLog();
	const next = await shop.open(`<img id="again" src="${shop.image('Acme/lamp', 'wid=200')}">`);
	await expectSubstitute(next.locator('#again'), 'default-image', 'decode');
	// but for the probes of the page that wants to heal, which go past all caches
	const asked = shop.images.requests.filter(({ headers }) => headers['cache-control'] !== 'no-cache');
	expect(asked).toEqual([]);
});

test('a substitute explains itself to scripts', async ({ shop }) => {
	const page = await shop.openCovered();
	const { status, headers } = await fetchInPage(page, shop.image('Acme/nothing', 'wid=100&fmt=png'));
	expect(status).toBe(200);
	expect(headers).toMatchObject({
		'x-image-understudy': 'default-image; reason=missing; status=403',
		'content-type': 'image/png',
		'cache-control': 'max-age=3600',
	});
	expect(new Date(headers.date ?? '').getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test('the page hears of every substitution', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/nothing', 'wid=100');
	await shop.open(`<img src="${url}">`, { page });
	await expect
		.poll(() => page.evaluate(() => window.events))
		.toContainEqual({
			type: 'substitute',
			url,
			kind: 'default-image',
			reason: 'missing',
			status: 403,
			object: 'Acme/no-image',
			observed: false,
			time: expect.any(Number),
		});
});

test('what of a substitute is not drawn as documented is told with it, however often it is shown', async ({
	shop,
}) => {
	const onError = { Modifier: 'size=300,300&bgc=ffff00&iccEmbed=1&text=$error.message$' };
	shop.setManifest({ catalogs: { Acme: { attributes: { ErrorImage: 'onError' }, records: { onError } } } });
	const page = await shop.openCovered();
	const notes = [expect.stringContaining('iccEmbed=')];
	for (const times of [1, 2]) {
		await fetchInPage(page, shop.image('Acme/nothing', 'wid=101'));
		const told = await events<SubstituteEvent & { notes?: readonly string[] }>(page, 'substitute');
		expect(told.map(({ kind, notes: said }) => [kind, said])).toEqual(
			Array(times).fill(['error-image', notes]),
		);
		// the next one comes from the cache
		await stopWorkers(page);
	}
});

test('a server that has CORS headers again is believed at once', async ({ shop }) => {
	const page = await shop.openCovered();
	const url = shop.image('Acme/mug', 'wid=205');
	await shop.images.setFault('Acme/mug', { type: 'no-cors', status: 403 });
	await shop.open(`<img src="${url}">`, { page });
	await expectSubstitute(page.locator('img'), 'default-image', 'decode');
	await shop.images.setFault('Acme/mug', undefined);
	await page.evaluate(() => window.understudy.repair());
	await expect(page.locator('img')).not.toHaveAttribute('data-fallback');
	expect(await shown(page.locator('img'))).toMatchObject({ width: 205 });
});

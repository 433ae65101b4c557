import { expect, type Stage, test } from '../stage.js';

/** Puts rules in force by which the server has a second to answer. */
function setPatience(stage: Stage): Promise<void> {
	return stage.setRules({ servers: [{ origin: stage.images.origin, timeoutMs: 1000 }] });
}

test('a page that asks fifty times for a missing image asks the server once', async ({ stage }) => {
	await stage.cover();
	const url = stage.image('Acme/nothing', 'wid=50');
	const kinds = await stage.evaluate(async (address) => {
		const replies = await Promise.all(
			Array.from({ length: 50 }, () => fetch(address, { cache: 'no-store' })),
		);
		return [...new Set(replies.map(({ headers }) => headers.get('x-image-understudy')))];
	}, url);
	expect(kinds).toEqual(['default-image; reason=missing; status=403']);
	expect(stage.images.requests).toHaveLength(1);
});

test('an error is believed for a while: the server is not asked again', async ({ stage }) => {
	await stage.cover();
	await stage.images.setFault('*', { type: 'status', status: 500 });
	const url = stage.image('Acme/mug', 'wid=51');
	await stage.fetch(url);
	stage.images.clearLog();
	expect(await stage.substitute(url)).toBe('default-image; reason=server; status=500');
	expect(stage.images.requests).toEqual([]);
});

test('a server that is well again is asked again', async ({ stage }) => {
	await stage.cover();
	await stage.images.setFault('*', { type: 'status', status: 500 });
	const urls = [stage.image('Acme/mug', 'wid=52'), stage.image('Acme/vase', 'wid=52')] as const;
	for (const url of urls) await stage.fetch(url);
	await stage.images.setFault('*', undefined);
	// one picture tells that the server is well, for all of them
	await stage.fetch(urls[0], { cache: 'reload' });
	expect(await stage.substitute(urls[1])).toBeUndefined();
});

test('equal substitutes are rendered once', async ({ stage }) => {
	await stage.cover();
	const urls = Array.from({ length: 20 }, (_, index) => stage.image(`Acme/nothing-${index}`, 'wid=70'));
	for (const url of urls) expect(await stage.substitute(url)).toContain('default-image');
	const kept = () =>
		stage.evaluate(async () => {
			const name = (await caches.keys()).find((key) => key.includes('renderings')) ?? '';
			const keys = await (await caches.open(name)).keys();
			return keys.filter(({ url }) => decodeURIComponent(url).includes('wid=70')).length;
		});
	await expect.poll(kept).toBe(1);
});

test('a connection that is reset once is tried again, and the picture is shown', async ({ stage }) => {
	await stage.cover();
	await stage.images.setFault('Acme/mug', { type: 'reset', times: 1 });
	await stage.addImage('reset', stage.image('Acme/mug', 'wid=55'));
	await stage.expectPicture('reset', 55);
});

test('mirrors: what one server has not, another one gives', async ({ stage }) => {
	await stage.setRules({
		servers: [{ origin: 'http://gone.invalid', mirrors: [{ origin: stage.images.origin }] }],
	});
	await stage.addImage('mirror', 'http://gone.invalid/is/image/Acme/mug?wid=57');
	await stage.expectPicture('mirror', 57);
});

test('Retry-After within bounds is waited for, once', async ({ stage }) => {
	await stage.setRules();
	const headers = { 'retry-after': '1', 'access-control-expose-headers': 'retry-after' };
	await stage.images.setFault('Acme/mug', { type: 'status', status: 503, headers, times: 1 });
	expect(await stage.substitute(stage.image('Acme/mug', 'wid=58'))).toBeUndefined();
});

test('a server that does not answer costs a page one time-out, not one for each image', async ({ stage }) => {
	await setPatience(stage);
	await stage.images.setFault('*', { type: 'hang' });
	const asked = ['a', 'b', 'c', 'd', 'e'].map((id) => stage.image(`Acme/mug`, `wid=59&id=${id}`));
	await stage.addImage('first', asked[0] ?? '');
	await stage.expectSubstitute('first', 'default-image', 'timeout');
	const took = await stage.evaluate(async (urls) => {
		const start = performance.now();
		for (const url of urls) await fetch(url);
		return performance.now() - start;
	}, asked.slice(1));
	// four time-outs would be four seconds
	expect(took).toBeLessThan(2000);
});

test('a server that cannot be reached is named, and tried again by and by', async ({ stage }) => {
	await stage.setRules();
	await stage.images.setFault('*', { type: 'gone' });
	let asked = 0;
	// it may have answered the check before a moment ago
	await expect
		.poll(async () => {
			asked += 1;
			await stage.addImage(`gone-${asked}`, stage.image(`Acme/gone-${asked}`, 'wid=60'));
			await stage.expectSubstitute(`gone-${asked}`, 'default-image', 'network');
			return (await stage.status()).unreachable;
		})
		.toMatchObject([{ origin: stage.images.origin }]);
	await stage.images.setFault('*', undefined);
	await expect
		.poll(async () => (await stage.substitute(stage.image('Acme/mug', `wid=61&x=${Date.now()}`))) ?? 'well', {
			timeout: 30_000,
		})
		.toBe('well');
});

import { expect, type Stage, test } from '../stage.js';

const GREEN =
	'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="150"><rect width="300" height="150" fill="#0f0"/></svg>';

/** A worker that says when it was born, with the layer in it. */
const WORKER = `
	importScripts('/sw.js');
	const born = performance.timeOrigin;
	addEventListener('message', ({ data, ports }) => data === 'born' && ports[0].postMessage(born));`;

function bornAt(stage: Stage): Promise<number> {
	return stage.evaluate(
		() =>
			new Promise<number>((resolve) => {
				const { port1, port2 } = new MessageChannel();
				port1.onmessage = ({ data }) => resolve(data);
				navigator.serviceWorker.controller?.postMessage('born', [port2]);
			}),
	);
}

/** Opens a page, and ends its worker between two of its requests. */
async function restart(stage: Stage): Promise<void> {
	stage.shop.setFile('/born.js', WORKER);
	const url = await stage.openCovered('', { url: '/born.js' });
	const before = await bornAt(stage);
	await stage.restartWorker(url);
	expect(await bornAt(stage)).toBeGreaterThan(before);
}

test('a new worker lets pictures pass, knows what is missing, and needs no network for substitutes', async ({
	stage,
	engine,
}) => {
	stage.shop.setFile('/born.js', WORKER);
	await stage.openCovered('', { url: '/born.js' });
	const url = stage.image('Acme/nothing', 'wid=60');
	expect(await stage.substitute(url)).toBe('default-image; reason=missing; status=403');
	await restart(stage);
	const well = await stage.fetch(stage.image('Acme/mug', 'wid=62'));
	expect(well.status).toBe(200);
	expect(well.headers['x-image-understudy']).toBeUndefined();
	stage.shop.setManifest('Not found', { status: 404 });
	// a private session of WebKit, such as this one, forgets Cache Storage when the last page has gone
	if (engine !== 'webkit') await stage.shop.stop();
	await stage.addImage('after', stage.image('Acme/nothing', 'wid=61'));
	await stage.expectSubstitute('after', 'default-image', 'missing');
	expect((await stage.status()).manifest?.version).toBe('e2e');
	stage.images.clearLog();
	expect(await stage.substitute(url, { cache: 'no-store' })).toBe(
		'default-image; reason=missing; status=403',
	);
	expect(stage.images.requests).toEqual([]);
	// its renderer is there, too
	await stage.shop.stop();
	await stage.images.setFault('Acme/odd', { type: 'status', status: 400 });
	await stage.addImage('drawn', stage.image('Acme/odd', 'wid=90&fmt=png'));
	await stage.expectSubstitute('drawn', 'error-image', 'invalid');
});

test('rules lie in IndexedDB, pictures in Cache Storage', async ({ stage }) => {
	await stage.openCovered();
	const kept = await stage.evaluate(async () => ({
		databases: (await indexedDB.databases()).map(({ name }) => name),
		caches: (await caches.keys()).length,
	}));
	expect(kept.databases.some((name) => name?.startsWith('image-understudy'))).toBe(true);
	expect(kept.caches).toBeGreaterThan(0);
});

test('new rules take the place of the old ones at once, and stay after a reload', async ({ stage }) => {
	await stage.openCovered();
	await stage.setRules({ version: 'second' }, { DefaultImage: '' });
	expect(await stage.substitute(stage.image('Acme/nothing', 'wid=64'))).toContain('error-image');
	await stage.open();
	expect((await stage.status()).manifest?.version).toBe('second');
	expect(await stage.substitute(stage.image('Acme/nothing', 'wid=65'))).toContain('error-image');
});

test('no more than the rules in force are kept', async ({ stage }) => {
	for (const version of ['2', '3', '4']) await stage.setRules({ version });
	await expect.poll(() => stage.evaluate(async () => (await caches.keys()).length)).toBeLessThanOrEqual(2);
});

test('offline, with both servers gone: images that are asked for show default images', async ({ stage }) => {
	await stage.setRules();
	await Promise.all([stage.images.stop(), stage.shop.stop()]);
	await stage.addImage('offline', stage.image('Acme/mug', 'wid=80&fmt=png'));
	await stage.expectSubstitute('offline', 'default-image', 'network', { width: 80, height: 40 });
	expect(await stage.pixels('offline', [40, 20])).toEqual(['0,0,255,255']);
});

test('offline: an error image is drawn, too', async ({ stage }) => {
	await stage.setRules({}, { DefaultImage: '' });
	await Promise.all([stage.images.stop(), stage.shop.stop()]);
	await stage.addImage('words', stage.image('Acme/mug', 'wid=300&hei=300&fmt=png'));
	await stage.expectSubstitute('words', 'error-image', 'network', { width: 300 });
	expect(await stage.ink('words', 0, 0, 300, 100)).toBeGreaterThan(300);
});

test('last good: a picture is shown from its copy while the server is away, in other sizes too', async ({
	stage,
}) => {
	stage.images.setPicture('Acme/green', GREEN);
	await stage.setRules({ lastGood: {} });
	const url = stage.image('Acme/green', 'wid=120&fmt=png');
	await stage.addImage('before', url);
	await stage.expectPicture('before', 120);
	await expect
		.poll(() =>
			stage.evaluate(async () => {
				const name = (await caches.keys()).find((key) => key.endsWith('-last-good')) ?? '';
				return (await (await caches.open(name)).keys()).map((request) => request.url);
			}),
		)
		.toContain(url);
	await stage.images.setFault('*', { type: 'status', status: 500 });
	expect(await stage.substitute(url, { cache: 'reload' })).toBe('last-good; reason=server; status=500');
	await stage.addImage('scaled', stage.image('Acme/green', 'wid=100&fmt=png'));
	await stage.expectSubstitute('scaled', 'last-good', 'server', { width: 100, height: 50 });
	expect(await stage.pixels('scaled', [50, 25])).toEqual(['0,255,0,255']);
});

test('two shops on one origin keep rules of their own', async ({ stage }) => {
	const manifest = {
		version: 'other',
		servers: [{ origin: stage.images.origin }],
		catalogs: { Acme: { attributes: { ErrorImage: 'e' }, records: { e: { Modifier: 'size=9,9' } } } },
	};
	stage.setManifest();
	await stage.openCovered();
	stage.shop.setFile('/other/rules.json', JSON.stringify(manifest));
	await stage.evaluate(async () => {
		const { register } = await import(`${location.origin}/index.js`);
		await register({ scope: '/other/', manifest: '/other/rules.json' });
	});
	expect(await stage.substitute(stage.image('Acme/nothing', 'wid=66'))).toContain('default-image');
});

test('unregister() leaves nothing behind', async ({ stage }) => {
	await stage.openCovered();
	await stage.substitute(stage.image('Acme/nothing', 'wid=67'));
	const left = await stage.evaluate(async () => {
		await window.understudy.unregister();
		for (const registration of await navigator.serviceWorker.getRegistrations()) {
			if (registration.scope.endsWith('/other/')) await registration.unregister();
		}
		return { registrations: (await navigator.serviceWorker.getRegistrations()).length };
	});
	expect(left).toEqual({ registrations: 0 });
});

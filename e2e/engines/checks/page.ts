import { expect, type Stage, test } from '../stage.js';

/** Size of the default image. */
const SUBSTITUTE = { width: 400, height: 200 };

test('first visit: images that broke before the worker was there are asked for again', async ({ stage }) => {
	await stage.open(
		`<img id="missing" src="${stage.image('Acme/nothing', 'wid=120')}">
		<picture><source srcset="${stage.image('Acme/nothing', 'wid=240')} 1x"><img id="picture" src="/never.png"></picture>
		<img id="well" src="${stage.image('Acme/mug', 'wid=120')}">`,
	);
	await stage.expectSubstitute('missing', 'default-image', 'missing');
	await stage.expectSubstitute('picture', 'default-image', 'missing', { width: 240 });
	await stage.expectPicture('well', 120);
});

test('status() tells what is in force', async ({ stage }) => {
	expect(await stage.status()).toMatchObject({
		supported: true,
		controlled: true,
		mode: 'on',
		manifest: { url: `${stage.shop.origin}/image-fallback.json` },
		servers: [`${stage.images.origin}/is/image/`],
	});
});

test('a second visit is covered from the start', async ({ stage }) => {
	await stage.open(`<img id="second" src="${stage.image('Acme/nothing', 'wid=121')}">`);
	await stage.expectSubstitute('second', 'default-image', 'missing');
	expect((await stage.status()).controlled).toBe(true);
});

test('<picture> and srcset', async ({ stage }) => {
	await stage.open(
		`<img id="srcset" srcset="${stage.image('Acme/nothing', 'wid=122')} 1x">
		<picture><source srcset="${stage.image('Acme/nothing', 'wid=123')} 1x"><img id="source"></picture>`,
	);
	await stage.expectSubstitute('srcset', 'default-image', 'missing', { width: 122 });
	await stage.expectSubstitute('source', 'default-image', 'missing', { width: 123 });
});

test('loading=lazy', async ({ stage }) => {
	await stage.open(`<img id="lazy" loading="lazy" src="${stage.image('Acme/nothing', 'wid=124')}">`);
	await stage.expectSubstitute('lazy', 'default-image', 'missing', { width: 124 });
});

test('the page hears of every substitution', async ({ stage }) => {
	await stage.open();
	const url = stage.image('Acme/nothing', 'wid=125');
	await stage.addImage('heard', url);
	await expect
		.poll(() => stage.events('substitute'))
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

test('the mark goes when the image shows another picture', async ({ stage }) => {
	await stage.addImage('changed', stage.image('Acme/nothing', 'wid=126'));
	await stage.expectSubstitute('changed', 'default-image', 'missing');
	await stage.evaluate(
		(url) => {
			(document.getElementById('changed') as HTMLImageElement).src = url;
		},
		stage.image('Acme/mug', 'wid=127'),
	);
	await expect.poll(async () => (await stage.shown('changed')).fallback).toBeUndefined();
	await stage.expectPicture('changed', 127);
});

test('new rules: images that were broken are asked for again by themselves', async ({ stage }) => {
	await stage.setRules({ mode: 'off' });
	await stage.addImage('off', stage.image('Acme/nothing', 'wid=128'));
	await expect.poll(() => stage.shown('off')).toMatchObject({ complete: true, width: 0 });
	await stage.setRules();
	await stage.expectSubstitute('off', 'default-image', 'missing');
});

/** A picture of another size than its substitute. */
function greenIn(stage: Stage, id: string): string {
	const shape = '<rect width="60" height="60" fill="#0f0"/>';
	const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="60">${shape}</svg>`;
	stage.images.setPicture('Acme/green', picture);
	return stage.image('Acme/green', `fmt=png&id=${id}`);
}

test('healing: pictures come by themselves when their server is well again', async ({ stage }) => {
	await stage.open();
	await stage.images.setFault('*', { type: 'status', status: 503 });
	const urls = ['one', 'two'].map((id) => greenIn(stage, id));
	for (const [index, url] of urls.entries()) {
		await stage.addImage(`ill-${index}`, url);
		await stage.expectSubstitute(`ill-${index}`, 'default-image', 'overload', SUBSTITUTE);
	}
	await stage.images.setFault('*', undefined);
	for (const index of urls.keys()) await stage.expectPicture(`ill-${index}`, 60);
	const healed = await stage.events<{ url: string }>('heal');
	expect(healed.map(({ url }) => url).sort()).toEqual(urls.sort());
});

test('healing: an <img crossorigin>, and one with srcset', async ({ stage }) => {
	await stage.open();
	await stage.images.setFault('*', { type: 'status', status: 503 });
	await stage.addImage('cors', greenIn(stage, 'cors'), { crossorigin: '' });
	await stage.addImage('set', greenIn(stage, 'src'), { srcset: `${greenIn(stage, 'srcset')} 1x` });
	for (const id of ['cors', 'set']) {
		await stage.expectSubstitute(id, 'default-image', 'overload', SUBSTITUTE);
	}
	await stage.images.setFault('*', undefined);
	for (const id of ['cors', 'set']) await stage.expectPicture(id, 60);
});

test('healing: on a page whose policy lets no script fetch pictures', async ({ stage }) => {
	await stage.open();
	await stage.evaluate(() => {
		const meta = document.createElement('meta');
		meta.httpEquiv = 'Content-Security-Policy';
		meta.content = "connect-src 'self'";
		document.head.append(meta);
	});
	await stage.images.setFault('*', { type: 'status', status: 503 });
	await stage.addImage('own', greenIn(stage, 'own'));
	await stage.expectSubstitute('own', 'default-image', 'overload', SUBSTITUTE);
	await stage.images.setFault('*', undefined);
	await stage.expectPicture('own', 60);
});

test('healing: a server that was gone', async ({ stage }) => {
	await stage.open();
	await stage.images.setFault('*', { type: 'gone' });
	await stage.addImage('away', greenIn(stage, 'away'));
	await stage.expectSubstitute('away', 'default-image', 'network', SUBSTITUTE);
	await stage.images.setFault('*', undefined);
	await stage.expectPicture('away', 60);
});

test('healing: a picture that comes after its time is over', async ({ stage }) => {
	await stage.setRules({ servers: [{ origin: stage.images.origin, timeoutMs: 500 }] });
	await stage.open();
	let answer = () => {};
	const until = new Promise<void>((resolve) => {
		answer = resolve;
	});
	await stage.images.setFault('*', { type: 'held', until });
	const url = greenIn(stage, 'late');
	await stage.addImage('late', url);
	await stage.expectSubstitute('late', 'default-image', 'timeout', SUBSTITUTE);
	answer();
	await stage.expectPicture('late', 60);
	expect(await stage.events('heal')).toEqual([{ type: 'heal', url }]);
	await stage.setRules();
});

test('repair() brings back the picture once the server is well', async ({ stage }) => {
	await stage.open();
	await stage.images.setFault('*', { type: 'status', status: 500 });
	await stage.addImage('ill', greenIn(stage, 'ill'));
	await stage.expectSubstitute('ill', 'default-image', 'server', SUBSTITUTE);
	await stage.images.setFault('*', undefined);
	await stage.evaluate(() => window.understudy.repair());
	await stage.expectPicture('ill', 60);
});

test('repair() of images of a server without CORS, but in Firefox', async ({ stage, engine }) => {
	await stage.open();
	await stage.images.setFault('Acme/green', { type: 'no-cors', status: 404 });
	await stage.addImage('opaque', greenIn(stage, 'opaque'));
	await stage.expectSubstitute('opaque', 'default-image', 'decode', SUBSTITUTE);
	await stage.images.setFault('Acme/green', { type: 'no-cors' });
	const repaired = await stage.evaluate(() => window.understudy.repair());
	if (engine === 'firefox') {
		// it takes the substitute from the document's memory: a new page shows the picture
		expect(repaired).toBe(0);
		await stage.expectSubstitute('opaque', 'default-image', 'decode', SUBSTITUTE);
		await stage.open();
		await stage.addImage('opaque', greenIn(stage, 'opaque'));
	}
	await stage.expectPicture('opaque', 60);
});

test('mode observe: nothing is replaced, what would have been is told', async ({ stage }) => {
	await stage.setRules({ mode: 'observe' });
	const url = stage.image('Acme/nothing', 'wid=133');
	expect((await stage.fetch(url)).status).toBe(403);
	await expect
		.poll(() => stage.events('substitute'))
		.toContainEqual(expect.objectContaining({ url, kind: 'default-image', observed: true }));
});

test('mode off: the kill switch', async ({ stage }) => {
	await stage.setRules({ mode: 'off' });
	await stage.open();
	expect((await stage.fetch(stage.image('Acme/nothing', 'wid=134'))).status).toBe(403);
	await stage.addImage('well', stage.image('Acme/mug', 'wid=134'));
	await stage.expectPicture('well', 134);
	expect(await stage.events('substitute')).toEqual([]);
});

test('a manifest that is wrong: a clear message, and the rules in force stay', async ({ stage }) => {
	await stage.setRules();
	stage.setManifest({ servers: 'images.example.com' });
	const message = await stage.evaluate(() =>
		window.understudy.update().then(
			() => '',
			(error: Error) => error.message,
		),
	);
	expect(message).toContain('$.servers');
	expect(await stage.substitute(stage.image('Acme/nothing', 'wid=135'))).toContain('default-image');
});

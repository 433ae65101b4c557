import { expect, type Stage, test } from '../stage.js';

/** Rules of a catalog that knows a mug, on a page whose image server is gone. */
async function openWithoutServer(stage: Stage): Promise<void> {
	const records = {
		mug: { Path: 'mug.png', ImageSet: 'Acme/mug;Acme/cup', UserData: 'colour=red??name=O\'Neill "x"' },
		'no-image': { Path: 'no-image.png' },
	};
	const attributes = { DefaultImage: 'no-image', RootPath: '/fallback/', MaxPix: '2000,2000' };
	const servers = [{ origin: stage.images.origin, timeoutMs: 3000 }];
	await stage.setRules({
		version: 'data',
		servers,
		catalogs: { default: {}, Acme: { attributes, records } },
	});
	await stage.images.stop();
}

/** Loads a script as an Image Serving viewer does, and returns the calls that it made. */
function jsonp(stage: Stage, url: string): Promise<unknown[]> {
	return stage.evaluate(async (address) => {
		const calls: unknown[] = [];
		const viewer = window as unknown as Record<string, (...values: unknown[]) => void>;
		for (const name of ['s7jsonResponse', 's7jsonError', 'myCb1']) {
			viewer[name] = (...values) => calls.push([name, ...values]);
		}
		const script = document.createElement('script');
		script.src = address;
		await new Promise((resolve) => {
			script.onload = resolve;
			script.onerror = resolve;
			document.body.append(script);
		});
		return calls;
	}, url);
}

const ERROR = { title: expect.any(String), message: expect.any(String) };

const CALLS: readonly (readonly [object: string, query: string, ...call: unknown[]])[] = [
	['Acme/mug', 'req=exists,json&id=1', 's7jsonResponse', { 'catalogRecord.exists': '1' }, '1'],
	['Acme/none', 'req=exists,json&id=2&handler=myCb1', 'myCb1', { 'catalogRecord.exists': '0' }, '2'],
	['Acme/mug', 'req=imageset,json&id=3', 's7jsonResponse', { IMAGE_SET: 'Acme/mug;Acme/cup' }, '3'],
	['Acme/mug', 'req=userdata,json&id=4', 's7jsonResponse', { colour: 'red', name: 'O\'Neill "x"' }, '4'],
	['Acme/mug', 'req=set,json&id=5', 's7jsonError', ERROR, '5'],
];

for (const [object, query, ...call] of CALLS) {
	test(`JSONP without a server: ${object}?${query}`, async ({ stage }) => {
		await openWithoutServer(stage);
		expect(await jsonp(stage, stage.image(object, query))).toEqual([call]);
	});
}

test('text without a server', async ({ stage }) => {
	await openWithoutServer(stage);
	expect(await stage.fetch(stage.image('Acme/mug', 'req=exists'))).toMatchObject({
		status: 200,
		headers: { 'x-image-understudy': 'properties; reason=network; status=0' },
		text: expect.stringContaining('catalogRecord.exists=1'),
	});
});

test('XML without a server', async ({ stage }) => {
	await openWithoutServer(stage);
	expect(await stage.fetch(stage.image('Acme/mug', 'req=catalogprops,xml'))).toMatchObject({
		status: 200,
		text: expect.stringContaining('name="maxPix" value="2000,2000"'),
	});
});

test('a JSONP error of the server, a 403 that no browser runs, is run', async ({ stage }) => {
	await stage.setRules();
	expect(await jsonp(stage, stage.image('Acme/none', 'req=props,json&id=9'))).toEqual([
		['s7jsonError', ERROR, '9'],
	]);
});

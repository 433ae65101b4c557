import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import type { FailureReport } from '../../src/catalog/schema/report-schema.js';
import { listen } from '../servers/listening-server.js';
import { type LoggedRequest, logRequest } from '../servers/request-log.js';
import {
	addImage,
	expect,
	expectBroken,
	expectSubstitute,
	fetchInPage,
	type Shop,
	test,
} from '../shop/shop.js';
import { publishWithWaits } from '../workers/worker-waits.js';

/** How long failures are collected, and how long they are in most of these tests, in milliseconds. */
const COLLECTED = { 10000: 1500 };

/** The reports that the shop's server has got so far. */
function reports(requests: readonly LoggedRequest[]) {
	const posts = requests.filter(({ method, body }) => method === 'POST' && body.endsWith('}'));
	return posts.map((post) => ({ ...post, report: JSON.parse(post.body) as FailureReport }));
}

async function firstReport(requests: readonly LoggedRequest[]) {
	await expect.poll(() => reports(requests).length).toBeGreaterThan(0);
	const [first] = reports(requests);
	if (first === undefined) throw new Error('there is no report');
	return first;
}

async function failTwice(shop: Shop, page: Page): Promise<readonly [string, string]> {
	const [missing, down] = [shop.image('Acme/nothing', 'wid=50'), shop.image('Acme/mug', 'wid=50')] as const;
	await shop.images.setFault('Acme/mug', { type: 'status', status: 500 });
	await fetchInPage(page, missing);
	await fetchInPage(page, missing);
	await fetchInPage(page, down);
	return [missing, down];
}

test('the shop gets one report of some seconds, an entry for each URL', async ({ shop }) => {
	publishWithWaits(shop, COLLECTED);
	shop.setManifest({ report: { url: '/image-failures' } });
	shop.server.setFile('/image-failures', '');
	const page = await shop.openCovered();
	await page.context().addCookies([{ name: 'session', value: 'secret', url: shop.server.origin }]);
	const [missing, down] = await failTwice(shop, page);
	await fetchInPage(page, shop.image('Acme/vase', 'wid=50'));

	const { url, headers, report } = await firstReport(shop.server.requests);
	expect(url).toBe('/image-failures');
	expect(headers['content-type']).toBe('application/json');
	expect(headers.cookie).toBeUndefined();
	const time = expect.any(Number);
	const shown = { kind: 'default-image', object: 'Acme/no-image', first: time, last: time };
	const { version } = JSON.parse(await readFile('package.json', 'utf8'));
	expect(report).toEqual({
		...{ format: 1, worker: version, manifest: 'e2e', sample: 1, dropped: 0 },
		entries: [
			{ url: missing, reason: 'missing', status: 403, count: 2, ...shown },
			{ url: down, reason: 'server', status: 500, count: 1, ...shown },
		],
	});
});

test('observe: nothing is replaced, and the report says what would have been shown', async ({ shop }) => {
	publishWithWaits(shop, COLLECTED);
	shop.setManifest({ mode: 'observe', report: { url: '/image-failures' } });
	const page = await shop.openCovered();
	await expectBroken(await addImage(page, 'image', shop.image('Acme/nothing', 'wid=50')));
	const { report } = await firstReport(shop.server.requests);
	expect(report.entries).toEqual([
		expect.objectContaining({
			...{ url: shop.image('Acme/nothing', 'wid=50'), reason: 'missing', status: 403 },
			...{ kind: 'default-image', object: 'Acme/no-image', observed: true },
		}),
	]);
});

test('another origin gets it as plain text, and needs to allow nothing', async ({ shop }) => {
	const requests: LoggedRequest[] = [];
	const collector = await listen(
		(request, response) => {
			logRequest(requests, request, response);
			response.writeHead(500).end();
		},
		0,
		'localhost',
	);
	publishWithWaits(shop, COLLECTED);
	shop.setManifest({ report: { url: `${collector.origin}/failures` } });
	const page = await shop.openCovered();
	await failTwice(shop, page);
	const { method, headers, report } = await firstReport(requests);
	expect([method, headers['content-type']]).toEqual(['POST', 'text/plain;charset=UTF-8']);
	expect(report.entries).toHaveLength(2);
	expect(requests).toHaveLength(1);
	await collector.stop();
});

test('many failures are reported at once; a server that is not there disturbs nothing', async ({ shop }) => {
	const collector = await listen((_request, response) => response.end(), 0, 'localhost');
	await collector.stop();
	shop.setManifest({ report: { url: `${collector.origin}/failures` } });
	const page = await shop.openCovered();
	const posted = page.context().waitForEvent('request', {
		predicate: (request) => request.method() === 'POST' && request.url().startsWith(collector.origin),
	});
	const failing = Array.from({ length: 60 }, (_, index) => shop.image('Acme/nothing', `wid=${index + 20}`));
	await page.evaluate((urls) => Promise.all(urls.map((url) => fetch(url))), failing);
	await posted;
	await expectSubstitute(
		await addImage(page, 'after', shop.image('Acme/gone', 'wid=50')),
		'default-image',
		'missing',
	);
	const { failures } = await page.evaluate(() => window.understudy.status());
	expect(failures).toEqual({ missing: 61 });
	const errors = await page.evaluate(() => window.events.filter(({ type }) => type === 'error'));
	expect(errors).toEqual([]);
});

test('sample 0 sends nothing', async ({ shop }) => {
	shop.setManifest({ report: { url: '/none', sample: 0 } });
	const page = await shop.openCovered();
	const failing = Array.from({ length: 60 }, (_, index) => shop.image('Acme/nothing', `wid=${index + 20}`));
	await page.evaluate((urls) => Promise.all(urls.map((url) => fetch(url))), failing);
	// as many as are sent at once where they are wanted
	shop.setManifest({ version: 'all', report: { url: '/all' } });
	await page.evaluate(() => window.understudy.update());
	await page.evaluate((urls) => Promise.all(urls.map((url) => fetch(url))), failing);
	await firstReport(shop.server.requests);
	expect(reports(shop.server.requests).map(({ url }) => url)).toEqual(['/all']);
});

import type { Fault } from '../../servers/faults.js';
import { plainPicture } from '../../shop/shop.js';
import type { Engine } from '../drivers/index.js';
import { expect, test } from '../stage.js';

interface Failure {
	readonly fault: Fault;
	readonly kind: string;
	readonly reason: string;
	/** the server's own; 0: none */
	readonly status: number;
}

const status = (code: number, kind: string, reason: string, body?: string): Failure => ({
	fault: { type: 'status', status: code, ...(body !== undefined && { body }) },
	kind,
	reason,
	status: code,
});

/** What the server does to a picture, what that is taken for, and what is shown. */
const FAILURES: Readonly<Record<string, Failure>> = {
	'404': status(404, 'default-image', 'missing'),
	'410': status(410, 'default-image', 'missing'),
	'403 that says so': { ...status(403, 'default-image', 'missing'), fault: { type: 'missing' } },
	'403 without words': status(403, 'default-image', 'missing', ''),
	'403 that refuses': status(403, 'error-image', 'refused', 'Access denied'),
	'401': status(401, 'error-image', 'refused'),
	'451': status(451, 'error-image', 'refused'),
	'400': status(400, 'error-image', 'invalid'),
	'500': status(500, 'default-image', 'server'),
	'502': status(502, 'default-image', 'server'),
	'429': status(429, 'default-image', 'overload'),
	'503': status(503, 'default-image', 'overload'),
	'a connection that is reset': { ...status(0, 'default-image', 'network'), fault: { type: 'reset' } },
	'200 with a page': { ...status(200, 'error-image', 'content'), fault: { type: 'html' } },
	'200 with nothing': { ...status(200, 'error-image', 'content'), fault: { type: 'empty' } },
	'no answer in time': { ...status(0, 'default-image', 'timeout'), fault: { type: 'hang' } },
};

for (const [index, [name, failure]] of Object.entries(FAILURES).entries()) {
	const { fault, kind, reason } = failure;
	test(`${name} is ${reason}, answered with ${kind}`, async ({ stage }) => {
		stage.setManifest({ servers: [{ origin: stage.images.origin, timeoutMs: 2000 }] });
		await stage.cover();
		await stage.images.setFault('Acme/mug', fault);
		const url = stage.image('Acme/mug', `wid=60&n=${index}`);
		await stage.addImage(`mug-${index}`, url);
		await stage.expectSubstitute(`mug-${index}`, kind, reason);
		await expect
			.poll(() => stage.events('substitute'))
			.toContainEqual(expect.objectContaining({ url, kind, reason, status: failure.status }));
	});
}

test('bytes that are no picture are seen by the page: decode', async ({ stage }) => {
	await stage.setRules();
	const body = Buffer.from('no picture at all');
	await stage.images.setFault('Acme/mug', { type: 'body', contentType: 'image/png', body });
	// Firefox takes about every fourth of such pictures from its memory when it is asked for again
	const ids = Array.from({ length: 12 }, (_, index) => `bytes-${index}`);
	for (const id of ids) await stage.addImage(id, stage.image('Acme/mug', `wid=61&id=${id}`));
	for (const id of ids) await stage.expectSubstitute(id, 'error-image', 'decode');
});

/** Which engines tell the page that a picture broke off; the others show what there is of it, as a success. */
const BREAKS = [
	['half a picture', 'truncated', ['chromium', 'webkit']],
	['half a picture of a length that nobody said', 'cut', ['chromium']],
] as const satisfies readonly (readonly [string, Fault['type'], readonly Engine[]])[];

for (const [name, type, seers] of BREAKS) {
	test(`${name} is seen by the page where the engine tells it: decode`, async ({ stage, engine }) => {
		await stage.setRules();
		await stage.images.setFault('Acme/mug', { type });
		await stage.addImage(type, stage.image('Acme/mug', `wid=62&fmt=png&n=${type}`));
		if (seers.some((seer) => seer === engine)) await stage.expectSubstitute(type, 'error-image', 'decode');
		else await stage.expectPicture(type, 62);
	});
}

test('a redirect that goes round and round is network', async ({ stage }) => {
	// dozens of requests: Firefox takes its time for them
	await stage.setRules({ servers: [{ origin: stage.images.origin, timeoutMs: 15_000 }] });
	await stage.images.setFault('Acme/mug', { type: 'redirect-loop' });
	await stage.addImage('loop', stage.image('Acme/mug', 'wid=68'));
	await stage.expectSubstitute('loop', 'default-image', 'network');
});

test('a name that leads nowhere is network', async ({ stage }) => {
	await stage.setRules({ servers: [{ origin: 'http://nothing.invalid' }] });
	await stage.addImage('nowhere', 'http://nothing.invalid/is/image/Acme/mug?wid=60');
	await stage.expectSubstitute('nowhere', 'default-image', 'network');
});

test('a server that does not know TLS is network', async ({ stage }) => {
	const origin = stage.images.origin.replace('http:', 'https:');
	await stage.setRules({ servers: [{ origin }] });
	await stage.addImage('tls', `${origin}/is/image/Acme/mug?wid=60`);
	await stage.expectSubstitute('tls', 'default-image', 'network');
});

test('a server that is gone is network', async ({ stage }) => {
	await stage.setRules();
	await stage.images.setFault('*', { type: 'gone' });
	await stage.addImage('gone', stage.image('Acme/mug', 'wid=64'));
	await stage.expectSubstitute('gone', 'default-image', 'network');
});

test('classify: the manifest says what the server means', async ({ stage }) => {
	const classify = [{ status: 503, text: 'sold out', reason: 'missing' }];
	await stage.setRules({ servers: [{ origin: stage.images.origin, classify }] });
	await stage.images.setFault('Acme/vase', { type: 'status', status: 503, body: 'It is SOLD OUT' });
	expect(await stage.substitute(stage.image('Acme/vase', 'wid=65'))).toBe(
		'default-image; reason=missing; status=503',
	);
});

test('placeholders: a single pixel gives an answer away', async ({ stage }) => {
	await stage.setRules({ servers: [{ origin: stage.images.origin, placeholders: { onePixel: true } }] });
	const body = await plainPicture(1, 1, '#fff');
	await stage.images.setFault('Acme/vase', { type: 'body', contentType: 'image/png', body });
	expect(await stage.substitute(stage.image('Acme/vase', 'wid=66'))).toBe(
		'default-image; reason=missing; status=200',
	);
});

test('policy: an empty list lets the failure through', async ({ stage }) => {
	await stage.setRules({ policy: { missing: [] } });
	const reply = await stage.fetch(stage.image('Acme/nothing', 'wid=67'));
	expect(reply.status).toBe(403);
	expect(reply.headers['x-image-understudy']).toBeUndefined();
});

import { stripedPng } from '../../render/assets.js';
import { expect, type Stage, test } from '../stage.js';

/** Which formats an engine writes decides what a request for another one gets: the type says what came. */
const EXPECTED = {
	jpeg: { all: 'image/jpeg' },
	png: { all: 'image/png' },
	'png-alpha': { all: 'image/png' },
	gif: { all: 'image/gif' },
	// WebKit has no encoder for it
	webp: { all: 'image/webp', webkit: 'image/jpeg' },
	'webp-alpha': { all: 'image/webp', webkit: 'image/png' },
	// none of them has an encoder for it
	avif: { all: 'image/webp', webkit: 'image/jpeg' },
} as const satisfies Readonly<Record<string, { readonly all: string; readonly webkit?: string }>>;

/** First bytes of a file, by what they say that it is. */
const SIGNATURES: Readonly<Record<string, readonly number[]>> = {
	'image/jpeg': [0xff, 0xd8, 0xff],
	'image/png': [0x89, 0x50, 0x4e, 0x47],
	'image/gif': [0x47, 0x49, 0x46, 0x38],
	'image/webp': [0x52, 0x49, 0x46, 0x46],
};

async function encoded(stage: Stage, url: string): Promise<{ type: string; bytes: number[] }> {
	return stage.evaluate(async (address) => {
		const response = await fetch(address);
		const bytes = new Uint8Array(await response.arrayBuffer());
		return { type: response.headers.get('content-type') ?? '', bytes: [...bytes.subarray(0, 4)] };
	}, url);
}

for (const [format, types] of Object.entries(EXPECTED)) {
	test(`fmt=${format}: the type is what the bytes are`, async ({ stage, engine }) => {
		await stage.cover();
		const { type, bytes } = await encoded(stage, stage.image('Acme/nothing', `wid=40&fmt=${format}`));
		expect(type).toBe(engine === 'webkit' && 'webkit' in types ? types.webkit : types.all);
		const signature = SIGNATURES[type] ?? [];
		expect(bytes.slice(0, signature.length)).toEqual(signature);
	});
}

test('fmt=png8: a palette', async ({ stage }) => {
	await stage.cover();
	const { type } = await encoded(stage, stage.image('Acme/nothing', 'wid=41&fmt=png8'));
	expect(type).toBe('image/png');
});

test('qlt= makes a JPEG smaller', async ({ stage }) => {
	stage.images.setPicture('Acme/striped', (await stripedPng(300, 300)).bytes);
	await stage.setRules({}, { DefaultImage: 'Acme/striped' });
	const sizes = [];
	for (const quality of [95, 10]) {
		const { headers, text } = await stage.fetch(stage.image('Acme/nothing', `wid=300&qlt=${quality}`));
		expect(headers['x-image-understudy']).toContain('default-image');
		expect(text.length).toBeGreaterThan(0);
		sizes.push(
			await stage.evaluate(
				async (url) => (await (await fetch(url)).arrayBuffer()).byteLength,
				stage.image('Acme/nothing', `wid=300&qlt=${quality}`),
			),
		);
	}
	expect(sizes[1]).toBeLessThan(sizes[0] ?? 0);
});

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { blockFont } from '../testing/block-font.js';
import { plainPng, readPixels } from '../testing/pixels.js';
import { withFolder } from '../testing/temporary-folder.js';
import { renderTemplate, type TemplateOptions } from './index.js';

const RED = [255, 0, 0, 255];
const BLUE = [0, 0, 255, 255];

const manifest = {
	servers: [{ origin: 'https://img.test', root: '/img' }],
	catalogs: {
		default: {
			attributes: { BkgColor: 'ff0000', DefaultPix: '0,0', RootPath: '/pictures/', AllowDirectUrls: 1 },
		},
		Acme: {
			attributes: { RequestLock: 1 },
			records: {
				blue: { Path: 'blue.png' },
				frame: { Modifier: 'size=30,20&color=ff0000&layer=1&src=blue&size=10,10&pos=$x$,0&$x=0' },
				mark: { Modifier: 'size=10,10&color=0000ff&blendMode=norm' },
				hello: { Modifier: 'size=100,40&color=ffffff&text=$error.message$' },
			},
		},
	},
};

const folder = { 'pictures/blue.png': plainPng(20, 10, '#00f') };

/** Renders with a site whose folder holds these files; servers do not answer unless they are given. */
function draw(
	url: string,
	options: Partial<TemplateOptions> = {},
	files: Readonly<Record<string, Uint8Array | string>> = folder,
) {
	return withFolder(files, async (path) => {
		const { blob, ...rest } = await renderTemplate(url, {
			manifest,
			manifestUrl: pathToFileURL(join(path, 'image-fallback.json')),
			format: 'png',
			fetch: async () => new Response('', { status: 500 }),
			...options,
		});
		return { ...rest, pixels: await readPixels(new Uint8Array(await blob.arrayBuffer())) };
	});
}

describe('a template', () => {
	for (const url of [
		'Acme/frame',
		'/Acme/frame',
		'/is/image/Acme/frame',
		'https://shop.test/is/image/Acme/frame',
		'https://img.test/img/Acme/frame',
	]) {
		test(`${url} is drawn with its record and the files of the site`, async () => {
			const { pixels, size, type, notes, problems } = await draw(url);
			expect({ size, type, notes, problems }).toEqual({
				size: { width: 30, height: 20 },
				type: 'image/png',
				notes: [],
				problems: [],
			});
			expect([pixels.at(15, 10), pixels.at(3, 10)]).toEqual([BLUE, RED]);
		});
	}

	test('is asked with variables, in the clear though its catalog locks requests', async () => {
		const { pixels } = await draw('Acme/frame?$x=-10');
		expect([pixels.at(5, 10), pixels.at(15, 10)]).toEqual([BLUE, RED]);
	});

	test('takes the variables that the worker would set', async () => {
		const inked = async (message: string) => {
			const { pixels } = await draw('Acme/hello', { variables: { 'error.message': message } });
			const columns = Array.from({ length: pixels.width }, (_, x) => x);
			return columns.some((x) => (pixels.at(x, 10)[0] ?? 255) < 128);
		};
		expect([await inked('Hello'), await inked(' ')]).toEqual([true, false]);
	});

	test('is written in a font of its catalog, with the line gap of the font', async () => {
		const { default: defaults, Acme } = manifest.catalogs;
		const written = {
			...Acme,
			attributes: { DefaultFont: 'Acme Sans' },
			fonts: { 'Acme Sans': { regular: 'sans.ttf' } },
		};
		const options = { manifest: { ...manifest, catalogs: { default: defaults, Acme: written } } };
		const url = 'Acme/hello?size=100,60&$error.message=ii\\line ii';
		const files = { ...folder, 'sans.ttf': blockFont(1000, 500) };
		const { pixels, notes } = await draw(url, options, files);
		expect(notes).toEqual([]);
		// two lines of 12 px, and 6 between them
		expect([6, 15, 24].map((y) => pixels.at(6, y)[0])).toEqual([0, 255, 0]);
	});

	test('bears the watermark of its catalog', async () => {
		const { default: defaults, Acme } = manifest.catalogs;
		const marked = { ...Acme, attributes: { Watermark: 'mark' } };
		const options = { manifest: { ...manifest, catalogs: { default: defaults, Acme: marked } } };
		const { pixels } = await draw('Acme/hello?$error.message=', options);
		expect(pixels.at(50, 20)).toEqual(BLUE);
	});

	test('asks no host for a picture that the manifest does not name', async () => {
		const asked: string[] = [];
		const fetch = async (url: unknown) => {
			asked.push(String(url));
			return new Response();
		};
		const request = draw('Acme/frame?layer=1&src={http://other.test/x.png}', { fetch });
		await expect(request).rejects.toMatchObject({ code: 'source-unavailable' });
		expect(asked).toEqual([]);
	});

	test('keeps its own format', async () => {
		expect((await draw('Acme/frame?fmt=webp')).type).toBe('image/webp');
		expect((await draw('Acme/frame?fmt=jpeg')).type).toBe('image/jpeg');
	});

	test('is a JPEG where nothing else is asked for', async () => {
		const { type } = await renderTemplate('Acme/hello', { manifest, manifestUrl: 'https://shop.test/' });
		expect(type).toBe('image/jpeg');
	});
});

describe('a picture', () => {
	test('of a site that is reached by fetch', async () => {
		const asked: string[] = [];
		const { pixels } = await draw('Acme/blue', {
			manifestUrl: 'https://shop.test/a/image-fallback.json',
			fetch: async (url) => {
				asked.push(String(url));
				return new Response(Uint8Array.from(plainPng(4, 4, '#00f')), {
					headers: { 'Content-Type': 'image/png' },
				});
			},
		});
		expect(asked).toEqual(['https://shop.test/a/pictures/blue.png']);
		expect([pixels.width, pixels.at(2, 2)]).toEqual([4, BLUE]);
	});

	test('without a record is asked of the image server, whole and with its alpha if it gives them', async () => {
		const asked: string[] = [];
		const { pixels } = await draw('Acme/shoe?wid=2', {
			fetch: async (url) => {
				asked.push(String(url));
				return String(url).includes('?')
					? new Response('', { status: 403 })
					: new Response(Uint8Array.from(plainPng(8, 8, '#00f')), {
							headers: { 'Content-Type': 'image/png' },
						});
			},
		});
		expect(asked).toEqual([
			'https://img.test/img/Acme/shoe?scl=1&fmt=png-alpha',
			'https://img.test/img/Acme/shoe',
		]);
		expect([pixels.width, pixels.at(1, 1)]).toEqual([2, BLUE]);
	});

	test.each([
		['that is nowhere', 'Acme/blue', {}, 'source-unavailable'],
		['that is none', 'Acme/blue', { 'pictures/blue.png': 'hello' }, 'source-unavailable'],
		['that no server has', 'Acme/shoe', {}, 'source-unavailable'],
	])('%s', async (_, url, files, code) => {
		await expect(draw(url, {}, files)).rejects.toMatchObject({ code });
	});

	test('of a wrong manifest', async () => {
		await expect(draw('Acme/blue', { manifest: { servers: 7 } })).rejects.toThrow('servers');
	});
});

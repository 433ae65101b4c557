import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseImageRequest } from '../parse-image-request.js';
import { cpuMilliseconds } from '../testing/cpu-milliseconds.js';
import { asImageServing, type ServerUrls } from './plain-url.js';

const origin = 'https://img.test';

function read(url: string, server: Partial<ServerUrls>): string {
	return asImageServing(origin + url, { protocol: 'plain', root: '', ...server }).url;
}

const WIDTHS = { w: 'wid', h: 'hei', f: 'fmt', q: 'qlt', s: 'size' } as const;

test.each([
	['no server', undefined, '/is/image'],
	['a server with another root', { root: '/img' }, '/img'],
	['one that says so', { root: '/img', protocol: 'image-serving', catalog: 'Acme' }, '/img'],
] as const)('Image Serving, %s: the request as it is', (_, server, root) => {
	const url = `${origin}/img/Acme/mug?wid=3&$x=%20`;
	expect(asImageServing(url, server)).toEqual({ url, root });
});

describe('names of commands in the query', () => {
	test.each([
		['/shoes/red.jpg', '/is/image/Acme/shoes/red.jpg'],
		['/shoes/red.jpg?w=300&h=200', '/is/image/Acme/shoes/red.jpg?wid=300&hei=200'],
		['/red.jpg?h=200&crop=1&W=3', '/is/image/Acme/red.jpg?hei=200'],
		['/red.jpg?w=1&w=2', '/is/image/Acme/red.jpg?wid=2'],
		['/red.jpg?s=300x200', '/is/image/Acme/red.jpg?wid=300&hei=200'],
		['/red.jpg?s=300', '/is/image/Acme/red.jpg?wid=300'],
		['/red.jpg?w=299.6', '/is/image/Acme/red.jpg?wid=300'],
		['/red.jpg?q=80&f=webp', '/is/image/Acme/red.jpg?fmt=webp-alpha&qlt=80'],
		['/red.jpg?f=JPG', '/is/image/Acme/red.jpg?fmt=jpeg'],
		['/red.jpg?f=png', '/is/image/Acme/red.jpg?fmt=png-alpha'],
		// values that are none
		['/red.jpg?w=auto&h=0&q=auto&f=auto', '/is/image/Acme/red.jpg'],
		['/red.jpg?w=-1&h=1e3&q=101&f=constructor', '/is/image/Acme/red.jpg'],
		['/red.jpg?w=9999999&toString=1&__proto__=2', '/is/image/Acme/red.jpg'],
	])('%s', (url, expected) => {
		expect(read(url, { catalog: 'Acme', commands: WIDTHS })).toBe(expected);
	});
});

describe('servers that are in use', () => {
	const ipx = { commands: WIDTHS, patterns: ['/{commands}/{path}', '/_/{path}'] };
	const imgproxy = {
		commands: { rs: 'size', resize: 'size', w: 'wid', h: 'hei', q: 'qlt', f: 'fmt' },
		patterns: [
			'/{any}/{commands}/plain/{path}@{fmt}',
			'/{any}/{commands}/plain/{path}',
			'/{any}/plain/{path}',
		],
	} as const;
	const cloudinary = { root: '/demo/image/upload', commands: WIDTHS, patterns: ['/{commands}/{path}'] };
	test.each([
		['IPX', ipx, '/w_200,h_100,f_webp/shoes/red.png', 'shoes/red.png?wid=200&hei=100&fmt=webp-alpha'],
		['IPX of Nuxt', ipx, '/s_200x100&q_80/red.png', 'red.png?wid=200&hei=100&qlt=80'],
		['IPX, nothing asked', ipx, '/_/shoes/red.png', 'shoes/red.png'],
		['IPX, commands of no interest', ipx, '/blur_5/red.png', 'blur_5/red.png'],
		[
			'imgproxy',
			imgproxy,
			'/sig/rs:fit:300:200:0/q:70/plain/shoes/red.png@webp',
			'shoes/red.png?wid=300&hei=200&fmt=webp-alpha&qlt=70',
		],
		[
			'imgproxy, a source',
			imgproxy,
			'/sig/w:30/plain/https%3A%2F%2Fcdn.test%2Fshoes%2Fred.png',
			'shoes/red.png?wid=30',
		],
		['imgproxy, a bucket', imgproxy, '/sig/plain/s3://bucket/shoes/red.png', 'shoes/red.png'],
		[
			'imgproxy, by place',
			{ patterns: ['/{any}/rs:fit:{wid}:{hei}/{path}'] },
			'/sig/rs:fit:3:4/a.png',
			'a.png?wid=3&hei=4',
		],
		[
			'Cloudinary',
			cloudinary,
			'/demo/image/upload/c_fill,w_200,h_100/v12/red.jpg',
			'v12/red.jpg?wid=200&hei=100',
		],
		['Cloudinary, nothing asked', cloudinary, '/demo/image/upload/v12/red.jpg', 'v12/red.jpg'],
		[
			'Cloudflare',
			{
				root: '/cdn-cgi/image',
				commands: { width: 'wid', quality: 'qlt' },
				patterns: ['/{commands}/{path}'],
			},
			'/cdn-cgi/image/width=80,quality=75/shoes/red.jpg',
			'shoes/red.jpg?wid=80&qlt=75',
		],
		[
			'Next.js',
			{ root: '/_next', commands: { url: 'path', w: 'wid', q: 'qlt' } },
			'/_next/image?url=%2Fshoes%2Fred.jpg&w=640&q=75',
			'shoes/red.jpg?wid=640&qlt=75',
		],
		['nginx', { patterns: ['/resize/{wid}x{hei}/{path}'] }, '/resize/30x40/red.jpg', 'red.jpg?wid=30&hei=40'],
	] as const)('%s', (_, server, url, expected) => {
		expect(read(url, server)).toBe(`/is/image/${expected}`);
	});
});

describe('names of images', () => {
	test.each([
		['/', undefined, '/is/image'],
		['/', 'Acme', '/is/image/Acme'],
		['/Other/red.jpg', undefined, '/is/image/Other/red.jpg'],
		['/red.jpg', 'default', '/is/image/red.jpg'],
		['//a///b', 'Acme', '/is/image/Acme/a/b'],
		['/a%2Fb/%2E%2E/c', 'Acme', '/is/image/Acme/a/b/c'],
		['/%E0%A4%A/x', 'Acme', '/is/image/Acme/%C3%A0%C2%A4%25A/x'],
		['/Stra%C3%9Fe%20(1).jpg', 'Acme', '/is/image/Acme/Stra%C3%9Fe%20%281%29.jpg'],
		['/$price$;a:b,c=d&e.jpg', 'Acme', '/is/image/Acme/%24price%24%3Ba%3Ab_c%3Dd%26e.jpg'],
	])('%s, catalog %s', (url, catalog, expected) => {
		const asked = read(url, { catalog });
		expect(asked).toBe(expected);
		expect(parseImageRequest(asked, { Acme: {} }).problems).toEqual([]);
	});
});

test('any URL whatever comes to a request without a faulty path', () => {
	const server = {
		root: '',
		catalog: 'Acme',
		commands: { ...WIDTHS, u: 'path' },
		patterns: ['/{commands}/{path}@{fmt}', '/{any}/{path}'],
	} as const;
	const pieces = fc.constantFrom(
		'/',
		'%',
		'%2F',
		'..',
		',',
		'@',
		'w_3',
		'?',
		'&',
		'=',
		'u=',
		'#',
		'\ud800',
		'{',
		'$',
		'é',
	);
	fc.assert(
		fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
			const asked = read(`/${parts.join('')}`, server);
			expect(asked).toMatch(/^\/is\/image\/Acme(\/[^/?#,]+)*(\?[a-z\d=&-]+)?$/);
			expect(parseImageRequest(asked, { Acme: {} }).problems).toEqual([]);
		}),
	);
});

test('a long URL takes no longer than its length', () => {
	const server = {
		commands: WIDTHS,
		patterns: ['/{any}/{commands}/x/{path}@{fmt}', '/{commands}/{path}'],
	} as const;
	const work = cpuMilliseconds(() => {
		for (const piece of ['w_3,', '/', '%', '%20', 'a://', '@', '/x/'])
			read(`/${piece.repeat(100_000)}?${'w=3&'.repeat(50_000)}`, server);
	});
	expect(work).toBeLessThan(3000);
});

import { beforeEach, describe, expect, test, vi } from 'vitest';
import { stubWorkerGlobals } from './testing/worker-globals.js';

beforeEach(() => {
	stubWorkerGlobals();
	vi.stubGlobal('addEventListener', () => {});
});

const AN_OBJECT = "expected an object such as { manifest: '/image-fallback.json' }";
const A_URL = 'expected a URL of http(s), such as "/image-fallback.json"';

const WRONG: readonly [given: unknown, said: string][] = [
	['/rules.json', `options: found "/rules.json"; ${AN_OBJECT}`],
	[
		new URL('https://shop.example.com/rules.json'),
		`options: found the URL https://shop.example.com/rules.json; ${AN_OBJECT}`,
	],
	[null, `options: found null; ${AN_OBJECT}`],
	[['/rules.json'], `options: found an array; ${AN_OBJECT}`],
	[
		{ manifestUrl: '/rules.json' },
		"options.manifestUrl: no such option; expected { manifest: '/image-fallback.json' }",
	],
	[{ manifest: 7 }, `options.manifest: found 7; ${A_URL}`],
	[{ manifest: { version: '1' } }, `options.manifest: found an object; ${A_URL}`],
	[{ manifest: () => '/rules.json' }, `options.manifest: found a function; ${A_URL}`],
	[{ manifest: '' }, `options.manifest: found ""; ${A_URL}`],
	[{ manifest: 'https://' }, `options.manifest: found "https://"; ${A_URL}`],
	[{ manifest: 'c:/rules.json' }, `options.manifest: found "c:/rules.json"; ${A_URL}`],
];

describe('options', () => {
	test.each(WRONG)('%j is refused, with what would be right', async (given, said) => {
		const { ImageFallback, imageFallbackRoute } = await import('./index.js');
		const make = imageFallbackRoute as (options: unknown) => unknown;
		const Strategy = ImageFallback as new (options: unknown) => unknown;
		const error = new TypeError(`image-understudy/worker: ${said}`);
		expect(() => make(given)).toThrow(error);
		expect(() => new Strategy(given)).toThrow(error);
	});

	test.each([
		[undefined, 'https://shop.example.com/image-fallback.json'],
		[{}, 'https://shop.example.com/image-fallback.json'],
		[{ manifest: undefined }, 'https://shop.example.com/image-fallback.json'],
		[{ manifest: '/rules.json?v=2' }, 'https://shop.example.com/rules.json?v=2'],
		[{ manifest: new URL('https://cdn.example.com/rules.json') }, 'https://cdn.example.com/rules.json'],
	])('%j: the manifest is %s', async (given, manifestUrl) => {
		const { ImageFallback } = await import('./index.js');
		const Strategy = ImageFallback as new (options: unknown) => { readonly manifestUrl: string };
		expect(new Strategy(given).manifestUrl).toBe(manifestUrl);
	});
});

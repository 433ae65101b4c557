import { describe, expect, test } from 'vitest';
import { recordOf } from '../../catalog/lookup/record-lookup.js';
import { parseManifest } from '../../catalog/manifest/manifest.js';
import { serverOf } from '../../catalog/manifest/server-of.js';
import { Rules } from '../../catalog/store/rules.js';
import type { FailureReason } from '../../messages.js';
import { explainFailure } from './explain-failure.js';
import { sourceVerdicts } from './source-verdicts.js';

const manifest = parseManifest({
	servers: [
		{ origin: 'https://images.test' },
		{ origin: 'https://plain.test', protocol: 'plain', catalog: 'Acme', commands: { w: 'wid' } },
	],
	policy: { server: ['error-image'] },
	policies: [{ maxSize: 50, policy: { missing: [] } }],
	catalogs: {
		default: { attributes: { ErrorImage: 'card' } },
		Acme: {
			attributes: { DefaultImage: 'no-image' },
			records: { 'no-image': { Path: 'no-image.png' } },
			rules: [
				{ name: 'shoes', expression: '^Acme/shoes/', addQuery: 'defaultImage=no-shoe' },
				{ name: 'bags', expression: '^Acme/bags/', attributes: { ErrorImage: 'no-bag' } },
			],
		},
	},
});
const settings = {
	...{ generation: 1, manifestUrl: 'https://shop.test/image-fallback.json', digest: '', installedAt: 0 },
	...{ version: undefined, report: undefined, policies: undefined, lastGood: undefined },
	...manifest,
};
const rules = new Rules(settings, manifest.catalogs, {}, async (key) => recordOf(manifest.catalogs, key));

const explain = (path: string, reason: FailureReason = 'missing') =>
	explainFailure({ reason, status: 404, serverText: '' }, `https://images.test/is/image/${path}`, rules, {
		languages: [],
	});

test('a plain server: the rules of its catalog', async () => {
	const url = 'https://plain.test/shoes/1?w=300&defaultImage=x';
	const found = { reason: 'missing', status: 404, serverText: '' } as const;
	const { request, steps } = await explainFailure(found, url, rules, { languages: [] });
	expect(request).toMatchObject({ catalog: 'Acme', commands: { wid: 300 } });
	expect(steps.map(({ decidedBy }) => decidedBy)).toEqual([
		'defaultImage= by rule shoes',
		'ErrorImage of the default catalog',
	]);
});

describe('explainFailure', () => {
	test.each([
		['Acme/hat', 'missing', ['DefaultImage of catalog Acme', 'ErrorImage of the default catalog']],
		['hat', 'missing', ['ErrorImage of the default catalog']],
		[
			'Acme/hat?defaultImage=x',
			'missing',
			['defaultImage= of the request', 'ErrorImage of the default catalog'],
		],
		['Acme/shoes/1', 'missing', ['defaultImage= by rule shoes', 'ErrorImage of the default catalog']],
		['Acme/bags/1', 'refused', ['ErrorImage by rule bags']],
		[
			'Acme/hat',
			'timeout',
			['lastGood', 'DefaultImage of catalog Acme', 'ErrorImage of the default catalog'],
		],
	] as const)('%s, %s', async (path, reason, sources) => {
		const { steps } = await explain(path, reason);
		expect(steps.map(({ decidedBy }) => decidedBy)).toEqual(sources);
	});

	test('who put the steps in order', async () => {
		expect((await explain('Acme/hat')).order).toBe('the built-in order');
		expect((await explain('Acme/hat', 'server')).order).toBe('policy.server');
		const small = await explain('Acme/hat?wid=40');
		expect([small.order, small.steps]).toEqual(['policies[0]', []]);
	});

	describe('layer by layer', () => {
		const byLayer = new Rules(
			settings,
			{
				...rules.catalogs,
				Acme: { ...manifest.catalogs.Acme, attributes: { DefaultImage: 'no-image', DefaultImageMode: 1 } },
			},
			{},
			rules.record,
		);
		const kinds = async (path: string, gone: readonly string[], silent: readonly string[] = []) => {
			const failure = { reason: 'missing', status: 404, serverText: '' } as const;
			const { steps, sources } = await explainFailure(
				failure,
				`https://images.test/is/image/${path}`,
				byLayer,
				{
					languages: [],
					askForSources: (request) =>
						sourceVerdicts(request, async ({ id }) => {
							if (silent.includes(id)) return 'unknown';
							return gone.includes(id) ? 'missing' : 'there';
						}),
				},
			);
			return {
				kinds: steps.map(({ substitute: { kind } }) => kind),
				sources: Object.fromEntries(sources ?? []),
			};
		};
		const request = 'Acme/hat?layer=1&src=Acme/feather';

		test('what the server does not have is replaced', async () => {
			expect(await kinds(request, ['feather'])).toEqual({
				kinds: ['layer-default', 'default-image', 'error-image'],
				sources: { 'Acme/hat': 'there', 'Acme/feather': 'missing' },
			});
		});

		test('nothing is missing: the first image is taken for it', async () => {
			expect(await kinds(request, [])).toEqual({
				kinds: ['layer-default', 'default-image', 'error-image'],
				sources: { 'Acme/hat': 'supposed', 'Acme/feather': 'there' },
			});
		});

		test('no answer for one of them: the whole is replaced', async () => {
			expect(await kinds(request, ['hat'], ['feather'])).toEqual({
				kinds: ['default-image', 'error-image'],
				sources: { 'Acme/hat': 'missing', 'Acme/feather': 'unknown' },
			});
		});

		test('nobody asks: the whole is replaced', async () => {
			const failure = { reason: 'missing', status: 404, serverText: '' } as const;
			const { steps, sources } = await explainFailure(
				failure,
				`https://images.test/is/image/${request}`,
				byLayer,
				{
					languages: [],
				},
			);
			expect([steps[0]?.substitute.kind, sources]).toEqual(['default-image', undefined]);
		});
	});

	test('data about an image', async () => {
		const { steps } = await explain('Acme/no-image?req=exists,json', 'server');
		expect(steps[0]).toMatchObject({
			decidedBy: 'the data of the record',
			substitute: { kind: 'properties' },
		});
	});

	test('the effective request', async () => {
		const { steps } = await explain('Acme/shoes/1?wid=300&fit=crop');
		expect(steps[0]?.substitute).toMatchObject({ url: '/is/image/Acme/no-shoe?wid=300' });
	});
});

test.each([
	['https://images.test/is/image/Acme/hat', true],
	['https://images.test/is/image?src=Acme/hat', true],
	['https://images.test/is/imagery/Acme/hat', false],
	['https://images.test/is/content/Acme/doc?req=exists', true],
	['https://plain.test.evil.test/hat', false],
])('%s is of a server of the manifest: %s', (url, expected) => {
	expect(serverOf(url, rules.settings.servers) !== undefined).toBe(expected);
});

test('the size is that of the URL, not what the record of the failed image adds', async () => {
	const { records, ...bare } = {
		records: { hat: { Modifier: 'wid=90' } },
		attributes: { DefaultImage: 'none' },
	};
	const catalogs = { Acme: bare };
	const source = new Rules(settings, catalogs, {}, async ({ rootId, id }) =>
		recordOf({ Acme: { ...bare, records } }, { rootId, id }),
	);
	const url = 'https://images.test/is/image/Acme/hat?hei=70';
	const found = { reason: 'missing', status: 404, serverText: '' } as const;
	const { plan } = await explainFailure(found, url, source, { languages: [] });
	expect(plan.substitutes).toMatchObject([{ kind: 'default-image', url: '/is/image/Acme/none?hei=70' }]);
});

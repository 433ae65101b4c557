import { beforeEach, expect, test, vi } from 'vitest';
import { parseManifest } from '../../catalog/manifest/manifest.js';
import { Rules } from '../../catalog/store/rules.js';
import { makePicture } from '../answer/make-picture.js';
import { prepareSubstitutes } from './prepare-substitutes.js';

vi.mock('../answer/make-picture.js', () => ({ makePicture: vi.fn() }));

/** More than are fetched at the same time. */
const CATALOGS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/** What pages are told. */
let told: unknown[];

beforeEach(() => {
	told = [];
	vi.mocked(makePicture).mockReset();
});

function prepare(hurry = new AbortController().signal): Promise<void> {
	const catalogs = Object.fromEntries(
		CATALOGS.map((rootId) => [rootId, { attributes: { DefaultImage: 'na' } }]),
	);
	const manifest = parseManifest({ servers: [], catalogs });
	const settings = { ...manifest, generation: 1, manifestUrl: '', digest: '', installedAt: 0 };
	const optional = { version: undefined, report: undefined, policies: undefined, lastGood: undefined };
	const rules = new Rules({ ...settings, ...optional }, manifest.catalogs, {}, async () => undefined);
	const listeners = {
		onProgress: (done: number, total: number) => told.push(`${done} of ${total}`),
		onError: ({ code, path }: { code: string; path?: string }) => told.push([code, path]),
	};
	return prepareSubstitutes(rules, CATALOGS, listeners, hurry);
}

test('all default images are tried, and those that cannot be had are told of', async () => {
	vi.mocked(makePicture).mockImplementation(async (_, rootId) => {
		if (rootId === 'C') throw new Error('test');
		return {} as never;
	});
	await prepare();
	expect(vi.mocked(makePicture).mock.calls.map(([, rootId]) => rootId)).toEqual(CATALOGS);
	expect(told.filter((one) => typeof one === 'string').at(-1)).toBe('8 of 8');
	expect(told).toContainEqual(['substitute-unavailable', '$.catalogs.C.attributes.DefaultImage']);
});

test('once another manifest waits, none is begun, and nothing is told of those under way', async () => {
	const fails: (() => void)[] = [];
	vi.mocked(makePicture).mockImplementation(
		() => new Promise((_, reject) => fails.push(() => reject(new Error('test')))),
	);
	const controller = new AbortController();
	const preparation = prepare(controller.signal);
	await vi.waitFor(() => expect(fails).toHaveLength(4));
	controller.abort();
	for (const fail of fails) fail();
	await preparation;
	expect(makePicture).toHaveBeenCalledTimes(4);
	expect(told).toEqual(['0 of 8']);
});

import { describe, expect, test } from 'vitest';
import type { CatalogData } from './catalogs.js';
import type { ImageRequest } from './image-request.js';
import { parseImageRequest } from './parse-image-request.js';
import { readRtf } from './rtf/read-rtf.js';

/*
 * Vectors of one chapter whose rule is tested in full under the number of another: docs/vectors.md tells
 * where all of them are.
 */

function errors({ problems }: ImageRequest): string[] {
	return problems.filter(({ severity }) => severity === 'error').map(({ code }) => code);
}

function parse(request: string, cat: CatalogData = {}): ImageRequest {
	return parseImageRequest(`/is/image/${request}`, { cat });
}

function runs(source: string, renderer: 'text' | 'textPs') {
	return readRtf(source, renderer).paragraphs.flatMap((paragraph) => paragraph.runs);
}

test('protocol 33: coordN is a fraction, told from pixels', () => {
	const { layers } = parse('cat/bg?layer=0&originN=0.25,-0.5');
	expect(layers[0]?.commands.origin).toEqual({ x: 0.25, y: -0.5, unit: 'relative' });
});

describe('commands', () => {
	test.each([
		['28', 'fit=crop', ['not-permitted']],
		['28', 'fit=crop&wid=100', []],
		['28', 'req=tmb&fit=fit&wid=64&hei=64', ['not-permitted']],
		['29', 'layer=1,image&layer=2,image', ['not-permitted']],
		['29', 'layer=1,image&layer=1,image', []],
		['29', 'layer=1,image&layer=picture', ['undefined-layer']],
		['29', 'layer=1,image&layer=1,picture', []],
	])('catalog-and-errors %s: %s', (_, query, codes) => {
		expect(errors(parse(`cat/bg?${query}`))).toEqual(codes);
	});

	test.each(['wid=200&4a1e', 'wid=200'])('catalog-and-errors 51: %s is not locked', (query) => {
		const locked = { attributes: { RequestLock: 1 } };
		expect(errors(parse(`cat/bg?${query}`, locked))).toEqual(['refused']);
		expect(errors(parse('cat/bg?wid=200&4a1f', locked))).toEqual([]);
	});
});

describe('object ids in the language of the shopper', () => {
	const map = 'en,_E,|en_us,_E,|en_uk,_E,|fr,_F,|de,_D,|de_at,_D,|de_de,_D,|,_E,';
	const tiers = 'w1,-W,|w2,-W2,-W,|w3,-W,|m1,-M1,-M,|m2,-M2,-M,|,';
	const numbered = ',_1,_2,_3|fr,_22,_23,_1,_2,_3';
	test.each([
		['44', map, 'de_de', ['_D', '']],
		['44', map, 'ja', ['_E', '']],
		['44', map, 'DE_AT', ['_D', '']],
		['46', tiers, 'w2', ['-W2', '-W', '']],
		['46', tiers, 'xx', ['']],
		['47', numbered, 'fr', ['_22', '_23', '_1', '_2', '_3']],
	])('catalog-and-errors %s: %s, %s', (_, LocaleMap, locale, suffixes) => {
		const request = parse(`cat/myImg?locale=${locale}`, { attributes: { LocaleMap } });
		const tried = request.lookups.filter(({ rootId }) => rootId === 'cat').map(({ id }) => id);
		expect(tried).toEqual(suffixes.map((suffix) => `myImg${suffix}`));
	});

	test('catalog-and-errors 45: no rule for the locale', () => {
		const LocaleMap = map.replace('|,_E,', '');
		expect(errors(parse('cat/myImg?locale=ja', { attributes: { LocaleMap } }))).not.toEqual([]);
	});
});

describe('text', () => {
	test('text 12: a value is not searched for variables', () => {
		const { layers } = parse('cat/bg?$var2=apple&$var1=my$var2$tree&text=$var1$');
		expect(layers[0]?.source).toMatchObject({
			document: { paragraphs: [{ runs: [{ text: 'my$var2$tree' }] }] },
		});
	});

	test('text 17: 12 points by default, at the resolution of textAttr=', () => {
		const { layers } = parse('cat/bg?textAttr=36&text=x');
		expect(layers[0]?.commands.textAttr).toMatchObject({ resolution: 36 });
		expect(runs('x', 'text')).toMatchObject([{ style: { size: 12 } }]);
	});

	test('text 40: each group has its own range of sizes, in points', () => {
		expect(runs('{\\fs10\\copyfit100 A{\\fs20\\copyfit200 B}}', 'textPs')).toMatchObject([
			{ text: 'A', style: { size: 5, copyfitSize: 50 } },
			{ text: 'B', style: { size: 10, copyfitSize: 100 } },
		]);
	});

	test('text 42: a greatest size that is not greater leaves the size fixed', () => {
		const [run] = runs('{\\fs50\\copyfit50 B}', 'textPs');
		expect(run?.style.size).toBe(25);
		expect(run?.style.copyfitSize ?? 25).toBe(25);
	});

	test('text 43: the opacity of text, of its fill, and of its effect', () => {
		const { layers } = parse('cat/bg?layer=1&text=x&opac=90,70&effect=-1&opac=50');
		expect(layers[1]).toMatchObject({
			commands: { opac: { opacity: 90, fill: 70 } },
			effects: [{ number: -1, commands: { opac: { opacity: 50 } } }],
		});
	});
});

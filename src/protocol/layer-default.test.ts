import { describe, expect, test } from 'vitest';
import type { Catalogs } from './catalogs.js';
import type { LayerDefault } from './layer-default.js';
import { parseImageRequest } from './parse-image-request.js';

const catalogs: Catalogs = {
	cat: {
		records: {
			bg: { Path: 'bg.jpg' },
			na: { Path: 'na.jpg' },
			dressed: { Path: 'na.jpg', Modifier: 'crop=0,0,3,3', PostModifier: 'opac=50' },
			words: { Modifier: 'size=300,300&text=none' },
			gone: { Path: 'gone.jpg', Modifier: 'crop=0,0,3,3&layer=1&src=cat/bg&pos=3,4' },
		},
	},
};

const standIn = (object: string, ...missing: string[]): LayerDefault => ({
	object,
	missing: new Set(missing),
});

/** The layers, without what tells where they were written. */
function layers(url: string, layerDefault?: LayerDefault) {
	const request = parseImageRequest(`/is/image/${url}`, catalogs, layerDefault && { layerDefault });
	return request.layers.map(({ number, source, mask, commands }) => ({
		number,
		source: source.type === 'image' ? `${source.object.rootId}/${source.object.id}` : source.type,
		mask: mask?.type === 'image' ? `${mask.object.rootId}/${mask.object.id}` : mask?.type,
		commands,
	}));
}

describe('the default object at the layers of missing images', () => {
	test.each([
		[
			'catalog-and-errors 4: a layer keeps its own commands',
			'cat/bg?wid=400&layer=1&src=cat/missing&size=100,100',
			'cat/bg?wid=400&layer=1&src=cat/na&size=100,100',
		],
		['the path object', 'cat/missing?crop=0,0,5,5', 'cat/na?crop=0,0,5,5'],
		['the path object, as a template', 'cat/missing?wid=9', 'cat/words?wid=9'],
		['every layer that shows it', 'cat/missing?layer=1&src=missing', 'cat/na?layer=1&src=na'],
		[
			'a nested request',
			'cat/bg?layer=1&src=is(cat/missing?crop=0,0,5,5)',
			'cat/bg?layer=1&src=is(cat/na?crop=0,0,5,5)',
		],
		['not a mask', 'cat/bg?mask=cat/missing', 'cat/bg?mask=cat/missing'],
		['not the others', 'cat/bg?layer=1&src=cat/other', 'cat/bg?layer=1&src=cat/other'],
	])('%s', (_, url, same) => {
		const object = same.includes('words') ? 'cat/words' : 'cat/na';
		expect(layers(url, standIn(object, 'cat/missing'))).toEqual(layers(same));
	});

	test('a record whose picture is gone keeps its commands and its other layers', () => {
		const [first, second] = layers('cat/gone', standIn('cat/na', 'cat/gone'));
		expect(first).toMatchObject({ source: 'cat/na', commands: { crop: { width: 3 } } });
		expect(second).toMatchObject({ source: 'cat/bg', commands: { pos: { x: 3, y: 4 } } });
	});

	test('the record of the default object dresses its layer, as that of any image does', () => {
		const [, second] = layers(
			'cat/bg?layer=1&src=cat/missing&opac=70',
			standIn('cat/dressed', 'cat/missing'),
		);
		expect(second).toMatchObject({
			source: 'cat/dressed',
			commands: { crop: { width: 3 }, opac: { opacity: 70 } },
		});
	});

	test('a template stands in as a nested request', () => {
		expect(layers('cat/bg?layer=1&src=cat/missing&size=9,9', standIn('cat/words', 'cat/missing'))).toEqual(
			layers('cat/bg?layer=1&src=is(cat/words)&size=9,9'),
		);
	});

	test('a default object that is missing itself does not stand in', () => {
		expect(layers('cat/missing', standIn('cat/na', 'cat/missing', 'cat/na'))).toEqual(layers('cat/missing'));
	});
});

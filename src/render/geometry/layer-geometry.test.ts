import { describe, expect, test } from 'vitest';
import type { Edges, Measured, Point, Rectangle, Size } from '../../protocol/values.js';
import type { SourceInput, TransformInput } from './layer-geometry.js';
import { layerRectangle, sourceGeometry } from './layer-geometry.js';
import { layerOrigin, layerPosition } from './placement.js';

const size = (width: number, height: number): Size => ({ width, height });
const point = (x: number, y: number): Point => ({ x, y });
const pixels = <T>(value: T): Measured<T> => ({ ...value, unit: 'pixels' });
const relative = <T>(value: T): Measured<T> => ({ ...value, unit: 'relative' });
const rectangle = (x: number, y: number, width: number, height: number): Rectangle => ({
	x,
	y,
	width,
	height,
});
const edges = (left: number, top: number, right: number, bottom: number): Edges => ({
	left,
	top,
	right,
	bottom,
});

/** An image layer's final rectangle, and its transformed anchor. */
function imageLayer(source: Size, input: SourceInput & TransformInput, layer0 = source) {
	const content = sourceGeometry(source, input, layer0);
	return { content, ...layerRectangle(content.size, content.anchor, input) };
}

interface SourceRow {
	readonly name: string;
	readonly source: Size;
	readonly input: SourceInput & TransformInput;
	readonly result: Size;
}

const ROWS: readonly SourceRow[] = [
	{
		name: '14: crop, then size',
		source: size(1000, 600),
		input: { crop: pixels(rectangle(100, 50, 400, 300)), size: pixels(size(200, 0)) },
		result: size(200, 150),
	},
	{
		name: '16: cropN beyond the image, extended',
		source: size(1000, 1000),
		input: { crop: relative(rectangle(0.2, 0.3, 0.8, 0.9)), extend: pixels(edges(5, 5, 5, 5)) },
		result: size(810, 910),
	},
	{
		name: '17: crop beyond the image',
		source: size(1000, 600),
		input: { crop: pixels(rectangle(-50, -50, 1100, 700)) },
		result: size(1100, 700),
	},
	{
		name: '18: size keeps the aspect ratio',
		source: size(600, 1200),
		input: { size: pixels(size(800, 800)) },
		result: size(400, 800),
	},
	{
		name: '19: size, then extend',
		source: size(1000, 600),
		input: { size: pixels(size(200, 0)), extend: pixels(edges(0, 30, 0, 0)) },
		result: size(200, 150),
	},
	{
		name: '20: size beats scale and res',
		source: size(400, 200),
		input: { size: pixels(size(100, 100)), scale: 2, res: 50, resolution: 100 },
		result: size(100, 50),
	},
	{
		name: '20: scale beats res',
		source: size(400, 200),
		input: { scale: 0.5, res: 50, resolution: 100 },
		result: size(200, 100),
	},
	{
		name: '20: size=0,0 lets scale count',
		source: size(400, 200),
		input: { size: pixels(size(0, 0)), scale: 0.5 },
		result: size(200, 100),
	},
	{ name: '21: res', source: size(3000, 1500), input: { res: 12, resolution: 150 }, result: size(240, 120) },
	{
		name: '22: extendN',
		source: size(200, 100),
		input: { extend: relative(edges(0.1, 0.2, 0.1, 0)) },
		result: size(240, 120),
	},
	{
		name: '22: negative extend',
		source: size(200, 100),
		input: { extend: pixels(edges(-10, 0, -10, -20)) },
		result: size(180, 80),
	},
	{
		name: '23: extendN counts after rotate',
		source: size(200, 100),
		input: { rotate: 90, extend: relative(edges(0, 0, 0.5, 0)) },
		result: size(150, 200),
	},
	{ name: '24: rotate=30', source: size(200, 100), input: { rotate: 30 }, result: size(224, 187) },
	{
		name: '50: size on layer 0, reading A',
		source: size(600, 400),
		input: { size: pixels(size(300, 300)) },
		result: size(300, 200),
	},
];

describe('geometry, source and size', () => {
	test.each(ROWS)('$name', ({ source, input, result }) => {
		expect(imageLayer(source, input).size).toEqual(result);
	});

	test('15: cropN counts from the top-left corner', () => {
		const crop = (value: Rectangle) =>
			sourceGeometry(size(1000, 600), { crop: relative(value) }, size(1, 1)).crop;
		expect(crop(rectangle(0.1, 0, 0.8, 1))).toEqual(rectangle(100, 0, 800, 600));
		expect(crop(rectangle(0, 0, 1, 0.8))).toEqual(rectangle(0, 0, 1000, 480));
	});

	test('19: the image starts below the margin', () => {
		const { map } = imageLayer(size(1000, 600), {
			size: pixels(size(200, 0)),
			extend: pixels(edges(0, 30, 0, 0)),
		});
		expect(map).toEqual([1, 0, 0, 1, 0, 30]);
	});

	test('sizeN is relative to layer 0', () => {
		const input = { size: relative(size(0.5, 0.5)) };
		expect(sourceGeometry(size(100, 100), input, size(400, 300)).size).toEqual(size(150, 150));
	});
});

describe('geometry, placement (canvas 400x300, layer 100x50 unless stated)', () => {
	const layer = size(100, 50);
	const base = { size: size(400, 300), origin: point(200, 150) };

	/** top-left corner of an image layer */
	function place(
		input: SourceInput & TransformInput & { origin?: Measured<Point>; pos?: Measured<Point> },
		source = layer,
		on = base,
	) {
		const placed = imageLayer(source, input, on.size);
		return layerPosition(
			on,
			input.pos,
			layerOrigin(placed.size, { origin: input.origin, anchor: placed.anchor }),
		);
	}
	const square = (side: number) => ({ size: size(side, side), origin: point(side / 2, side / 2) });

	test('25: pos and posN', () => {
		expect(place({})).toEqual(point(150, 125));
		expect(place({ pos: pixels(point(40, -20)) })).toEqual(point(190, 105));
		expect(place({ pos: relative(point(0.5, 0.5)) })).toEqual(point(350, 275));
	});

	test('26: originN in both layers, origin in one', () => {
		const corner = {
			size: base.size,
			origin: layerOrigin(base.size, { origin: relative(point(-0.5, -0.5)) }),
		};
		expect(place({ origin: relative(point(-0.5, -0.5)), pos: pixels(point(10, 20)) }, layer, corner)).toEqual(
			point(10, 20),
		);
		expect(place({ origin: pixels(point(0, 0)) })).toEqual(point(200, 150));
	});

	test.each([
		[undefined, point(200, 150)],
		['lr', point(100, 150)],
		['ud', point(200, 100)],
		['lrud', point(100, 100)],
	] as const)('27: anchor=0,0 with flip=%s', (flip, corner) => {
		expect(place({ anchor: pixels(point(0, 0)), flip })).toEqual(corner);
	});

	test('28: anchor=0,0 with rotate=90', () => {
		const input = { anchor: pixels(point(0, 0)), rotate: 90 };
		expect(imageLayer(size(200, 100), input)).toMatchObject({ size: size(100, 200), anchor: point(100, 0) });
		expect(place(input, size(200, 100), square(400))).toEqual(point(100, 200));
	});

	test('29: anchor is scaled', () => {
		expect(place({ scale: 0.4, anchor: pixels(point(345, 225)) }, size(800, 600), square(1000))).toEqual(
			point(362, 410),
		);
	});

	test('30: anchor after crop, size and extend', () => {
		const input = {
			crop: pixels(rectangle(200, 100, 400, 400)),
			anchor: pixels(point(300, 300)),
			size: pixels(size(200, 0)),
			extend: pixels(edges(10, 20, 0, 0)),
		};
		expect(imageLayer(size(1000, 1000), input)).toMatchObject({
			size: size(210, 220),
			anchor: point(60, 120),
		});
		expect(place(input, size(1000, 1000), square(500))).toEqual(point(190, 130));
		expect(place({ ...input, origin: pixels(point(0, 0)) }, size(1000, 1000), square(500))).toEqual(
			point(250, 250),
		);
	});

	test('31: without an anchor the centre of the extended rectangle counts', () => {
		const extend = pixels(edges(0, 0, 40, 0));
		expect(place({ extend })).toEqual(point(130, 125));
		expect(place({ extend, anchor: pixels(point(50, 25)) })).toEqual(point(150, 125));
	});

	test('32: example A', () => {
		const image = {
			size: pixels(size(800, 800)),
			origin: relative(point(-0.5, 0)),
			pos: relative(point(-0.5, 0)),
		};
		expect(place(image, size(600, 1200), square(1000))).toEqual(point(0, 100));
		const text = { rotate: -90, origin: relative(point(0.5, 0)), pos: relative(point(0.5, 0)) };
		expect(place(text, size(300, 40), square(1000))).toEqual(point(960, 350));
	});

	test('33: example B', () => {
		const background = imageLayer(size(1600, 2400), {
			size: pixels(size(800, 0)),
			extend: pixels(edges(0, 100, 200, 100)),
		});
		expect(background.size).toEqual(size(1000, 1400));
		const origin = layerOrigin(background.size, { origin: relative(point(0.5, 0)) });
		expect(origin).toEqual(point(1000, 700));
		const text = { rotate: -90, origin: relative(point(0.5, 0)) };
		const on = { size: background.size, origin };
		expect(place({ ...text, pos: relative(point(0.5, 0)) }, size(300, 40), on)).toEqual(point(1460, 550));
		expect(place(text, size(300, 40), on)).toEqual(point(960, 550));
	});
});

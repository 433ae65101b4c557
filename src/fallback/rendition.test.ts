import { describe, expect, it, test } from 'vitest';
import { nearestRendition, shownBy } from './rendition.js';

const MUG = 'https://i.test/is/image/Acme/mug';

describe('shownBy', () => {
	it.each([
		['', '?wid=200'],
		['?wid=200&fmt=png', '?hei=50&qlt=80,1'],
		['?fit=crop&wid=20&hei=20', '?wid=40&hei=40&fit=crop'],
		['?layer=0&src=a&WID=3', '?layer=0&src=a&'],
	])('%s and %s are one picture', (one, other) => {
		expect(shownBy(MUG + one)).toBe(shownBy(MUG + other));
	});

	it.each([
		['', '/2'],
		['?flip=lr', ''],
		['?crop=0,0,9,9&wid=20', '?wid=20'],
		['?layer=0&src=a&layer=1&src=b', '?layer=1&src=b&layer=0&src=a'],
	])('%s and %s are two', (one, other) => {
		expect(shownBy(MUG + one)).not.toBe(shownBy(MUG + other));
	});
});

describe('shownBy, plain server', () => {
	const server = {
		root: '',
		protocol: 'plain',
		commands: { w: 'wid', h: 'hei', s: 'size', q: 'qlt', img: 'path' },
		patterns: ['/_/{path}', '/rs/{wid}x{hei}/{path}', '/signed/{any}/{wid}/{path}', '/{commands}/{path}'],
	} as const;
	const shown = (path: string) => shownBy(`https://i.test${path}`, server);

	it.each([
		['/w_200/mug.png', '/h_50,q_3/mug.png'],
		['/blur_3,w_200/mug.png', '/w_20,blur_3/mug.png'],
		['/rs/20x30/mug.png', '/rs/40x60/mug.png'],
		['/cgi?img=mug.png&w=20', '/cgi?w=50&img=mug.png&'],
	])('%s and %s are one picture', (one, other) => expect(shown(one)).toBe(shown(other)));

	it.each([
		['/w_200/mug.png', '/w_200/cup.png'],
		['/blur_3,w_200/mug.png', '/w_200/mug.png'],
		['/blur_3,w_200/mug.png', '/blur_4,w_200/mug.png'],
		['/w_200/mug.png?v=1', '/w_200/mug.png'],
		['/signed/a/20/mug.png', '/signed/b/40/mug.png'],
		['/cgi?img=mug.png&w=20', '/cgi?img=cup.png&w=20'],
		['/mug.png', '/cup.png'],
	])('%s and %s are two', (one, other) => expect(shown(one)).not.toBe(shown(other)));

	test('the same path elsewhere', () => {
		expect(shownBy('https://other.test/w_2/mug.png', server)).not.toBe(shown('/w_2/mug.png'));
	});
});

test.each([
	['the nearest larger', { width: 150 }, 200],
	['its very size', { width: 200, height: 100 }, 200],
	['for want of a larger one the largest', { width: 900 }, 400],
	['by its height', { height: 120 }, 400],
	['no size: the largest', {}, 400],
])('nearestRendition: %s', (_, wanted, width) => {
	const kept = [400, 100, 200].map((side) => ({ width: side, height: side / 2 }));
	expect(nearestRendition(kept, wanted)?.width).toBe(width);
});

test('nearestRendition: nothing is kept', () => {
	expect(nearestRendition([], { width: 1 })).toBeUndefined();
});

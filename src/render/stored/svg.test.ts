import { describe, expect, test } from 'vitest';
import { viewGeometry } from '../view/view.js';
import { svgSize, svgText, svgView } from './svg.js';

describe('svgSize', () => {
	test.each([
		['<svg width="40" height="30"/>', 40, 30],
		['<svg width="40px" height="30px"></svg>', 40, 30],
		["<svg width='1in' height='72pt'/>", 96, 96],
		['<svg viewBox="0 0 200 100"/>', 200, 100],
		['<svg viewBox="-5,-5,200,100"/>', 200, 100],
		['<svg width="50" viewBox="0 0 200 100"/>', 50, 25],
		['<svg width="100%" height="100%" viewBox="0 0 64 32"/>', 64, 32],
		['<svg/>', 300, 150],
		['<svg width="0" height="-3"/>', 300, 150],
		['<svg stroke-width="7" data-width="9" width="5" height="6"/>', 5, 6],
		['<?xml version="1.0"?><!-- <svg width="1" height="1"> --><svg width="7" height="8"/>', 7, 8],
		[
			'<!DOCTYPE svg [<!ENTITY a "<svg width=\'1\' height=\'1\'/>">]>\n<svg width="7" height="8">&a;</svg>',
			7,
			8,
		],
		['<svg:svg xmlns:svg="http://www.w3.org/2000/svg" width="7" height="8"></svg:svg>', 7, 8],
		['<svg desc="a > b" width="7" height="8"/>', 7, 8],
		['no picture at all', 300, 150],
	])('%s', (text, width, height) => {
		expect(svgSize(text)).toEqual({ width, height });
	});
});

describe('svgText', () => {
	const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

	test.each([
		['<svg>\xc3\xa9</svg>', '<svg>é</svg>'],
		['\xef\xbb\xbf<svg/>', '<svg/>'],
		[
			'<?xml version="1.0" encoding="ISO-8859-1"?><svg>\xe9</svg>',
			'<?xml version="1.0" encoding="ISO-8859-1"?><svg>é</svg>',
		],
		['<?xml version="1.0" encoding="no-such"?><svg/>', '<?xml version="1.0" encoding="no-such"?><svg/>'],
		['\xff\xfe<\0s\0', '<s'],
		['\xfe\xff\0<\0s', '<s'],
	])('%j', (stored, text) => {
		expect(svgText(bytes(stored))).toBe(text);
	});
});

describe('svgView', () => {
	const natural = { width: 200, height: 100 };
	const unbounded = { width: 0, height: 0 };
	const view = viewGeometry(natural, { wid: 50, hei: 50, defaultPix: unbounded, maxPix: unbounded });
	const red = { red: 255, green: 0, blue: 0, alpha: 0, type: 'rgb', sourceSpace: false } as const;

	test('the prolog stays in front, without the encoding it no longer has', () => {
		const text =
			'<?xml version="1.0" encoding="latin1"?><!DOCTYPE svg [<!ENTITY e "x">]><svg width="200" height="100">&e;</svg>\n';
		expect(svgView(text, natural, view, red)).toMatch(
			/^<\?xml version="1.0"\?><!DOCTYPE svg \[<!ENTITY e "x">\]><svg /,
		);
	});

	test('the view has the size asked for, an opaque background, and the picture in its place', () => {
		const svg = svgView('<svg width="50%" height="1in" x="3" id="a"/>', natural, view, red);
		expect(svg).toContain('<svg xmlns="http://www.w3.org/2000/svg" width="50" height="50">');
		expect(svg).toContain('fill="rgb(255 0 0 / 1)"');
		expect(svg).toContain('<svg x="0" y="13" width="50" height="25" viewBox="0 0 200 100"');
		expect(svg).toContain('<svg x="0" y="0" width="200" height="100" id="a"/>');
	});

	test('formats with alpha have no background', () => {
		expect(svgView('<svg/>', natural, view, undefined)).not.toContain('<rect');
	});

	test('text without a root', () => {
		expect(svgView('<html></html>', natural, view, red)).toBeUndefined();
	});
});

import { describe, expect, test } from 'vitest';
import { type CommandName, commandRecord } from '../commands.js';
import { readColor, writeColor } from './color.js';

/** Reads a value as the command does; the second result are the warnings. */
function read(spelling: string, text: string): [unknown, string[]] {
	const isNormalised = spelling.endsWith('N');
	const record = commandRecord((isNormalised ? spelling.slice(0, -1) : spelling) as CommandName);
	const warnings: string[] = [];
	const type = (isNormalised && record.normalised) || record.type;
	return [type.read(text, (message) => warnings.push(message)), warnings];
}

describe('colours', () => {
	const rgb = (red: number, green: number, blue: number, alpha = 255, sourceSpace = false) => ({
		...{ type: 'rgb', red, green, blue, alpha: alpha / 255, sourceSpace },
	});
	const gray = (level: number, alpha: number, sourceSpace = false) => ({
		...{ type: 'gray', red: level, green: level, blue: level, alpha, sourceSpace },
	});
	const cmyk = (cmyk: readonly number[], alpha = 1, sourceSpace = false) => ({
		...{ type: 'cmyk', cmyk, alpha, sourceSpace },
	});
	test.each([
		['pixels 1', '0,100,200', rgb(0, 100, 200)],
		['pixels 2, protocol 28', '0,100,200,200rs', rgb(0, 100, 200, 200, true)],
		['pixels 3', '0x010203S', rgb(1, 2, 3, 255, true)],
		['pixels 3, protocol 29', 'a0b1c2d3R', rgb(160, 177, 194, 211)],
		['protocol 29', 'ffffff', rgb(255, 255, 255)],
		['protocol 29', '94,11,50,33', rgb(94, 11, 50, 33)],
		['pixels 4, protocol 31', '100S', gray(255, 1, true)],
		['pixels 4, protocol 31', '50,75g', gray(128, 0.75)],
		['pixels 5, protocol 30', '0xddeegs', gray(221, 238 / 255, true)],
		['pixels 5, protocol 30', '0X70G', gray(112, 1)],
		['pixels 6', '94,11,50,33k', { ...cmyk([94, 11, 50, 33]), red: 10, green: 152, blue: 85 }],
		['pixels 7, protocol 31', '22,23,24,25,26KS', cmyk([22, 23, 24, 25], 0.26, true)],
		['pixels 7', '38393A3bK', cmyk([56, 57, 58, 59])],
		['pixels 7', '0x0a0b0C0d0eks', cmyk([10, 11, 12, 13], 0.14, true)],
		['pixels 8', 'ffffff40', rgb(255, 255, 255, 64)],
		['pixels 8', '1,2,3,4', rgb(1, 2, 3, 4)],
		['pixels 8', '1,2,3,4k', cmyk([1, 2, 3, 4])],
		['pixels 9', '0xa0b0', gray(160, 176 / 255)],
		['pixels 9', '123456', rgb(18, 52, 86)],
	])('%s: %s', (_, text, expected) => {
		const color = readColor(text);
		expect(color).toMatchObject(expected);
		expect(color && readColor(writeColor(color))).toEqual(color);
	});

	test.each([
		'dd',
		'a0b0',
		'fff',
		'',
		'101',
		'256,0,0',
		'1,2,3,4,5',
		'1,2,3k',
		'12345',
		'0x123',
		'red',
		'1,2g3',
	])('protocol 32, pixels 9: "%s" is no colour', (text) => expect(readColor(text)).toBeUndefined());

	test('every gray and every percent of alpha is written so that it is read back', () => {
		for (let percent = 0; percent <= 100; percent++) {
			const color = readColor(`${percent},${100 - percent}`);
			expect(color && readColor(writeColor(color))).toEqual(color);
		}
	});
});

describe('values that are read, and written so that they are read back', () => {
	test.each<[string, string, unknown]>([
		['wid', '300', 300],
		['wid', '300.7', 300],
		['scl', '.5', 0.5],
		['scl', '1e1', 10],
		['size', '800,0', { width: 800, height: 0, unit: 'pixels' }],
		['sizeN', '1.5,0.25', { width: 1.5, height: 0.25, unit: 'relative' }],
		['anchor', '140,-157', { x: 140, y: -157, unit: 'pixels' }],
		['origin', '-0.5,-0.5', { x: 0, y: 0, unit: 'pixels' }],
		['originN', '.5,0', { x: 0.5, y: 0, unit: 'relative' }],
		['cropN', '0.1,0,0.8,1', { x: 0.1, y: 0, width: 0.8, height: 1, unit: 'relative' }],
		['extend', '-10,0,-10,-20', { left: -10, top: 0, right: -10, bottom: -20, unit: 'pixels' }],
		['rgn', '-50,0,200,100', { x: -50, y: 0, width: 200, height: 100 }],
		['rect', '100,50,200,100,0.5', { x: 100, y: 50, width: 200, height: 100, scale: 0.5 }],
		['rect', '0,600,2000,600', { x: 0, y: 600, width: 2000, height: 600, scale: 1 }],
		['fit', 'crop', { mode: 'crop', upscale: false }],
		['fit', 'HFIT,1', { mode: 'hfit', upscale: true }],
		['align', '0,-1', { horizontal: 0, vertical: -1 }],
		['dpr', 'off', { on: false }],
		['dpr', 'on', { on: true }],
		['dpr', 'on,2', { on: true, ratio: 2 }],
		['qlt', '80', { quality: 80, fullChroma: false }],
		['qlt', '95,1', { quality: 95, fullChroma: true }],
		['fmt', 'jpg', { format: 'jpeg' }],
		['fmt', 'PNG-Alpha', { format: 'png-alpha' }],
		['fmt', 'jpeg,gray', { format: 'jpeg', pixelType: 'gray' }],
		['fmt', 'tif,,jpeg', { format: 'tif', compression: 'jpeg' }],
		['fmt', 'webp-alpha,,lossless', { format: 'webp-alpha', compression: 'lossless' }],
		['req', 'img', { type: 'img' }],
		['req', 'mbrSet,xml,UTF-16', { type: 'mbrset', format: 'xml', encoding: 'UTF-16' }],
		['req', 'exists,json', { type: 'exists', format: 'json' }],
		['cache', 'validate', { client: 'on', server: 'validate' }],
		['icc', 'sRGB', { profile: 'sRGB' }],
		[
			'icc',
			'AdobeRGB,relative,1',
			{ profile: 'AdobeRGB', renderIntent: 'relative', blackPointCompensation: true },
		],
		['quantize', 'web,off', { type: 'web', dither: false, colors: 256, forced: [] }],
		['iccEmbed', 'true', true],
		['effectMask', '0', false],
		['opac', '90,70', { opacity: 90, fill: 70 }],
		['opac', '50', { opacity: 50, fill: 100 }],
		['op_usm', '5,2', { amount: 5, radius: 2, threshold: 0, monochrome: false }],
		['op_usmR', '.9,1.0,8,1', { amount: 0.9, radius: 1, threshold: 8, monochrome: true }],
		['op_noise', '30,gaussian,1', { amount: 30, distribution: 'gaussian', monochrome: true }],
		['op_colorbalance', '10,-20,0', { red: 10, green: -20, blue: 0 }],
		['layer', '1,image', { number: 1, name: 'image' }],
		['layer', 'comp', { number: 'comp' }],
		['layer', 'Image', { number: undefined, name: 'Image' }],
		['effect', '-3', -3],
		['flip', 'lrud', 'lrud'],
		['clipPathE', 'a,b', ['a', 'b']],
		['pathAttr', 'reverse', { direction: 'reverse', start: 0, end: 1 }],
		[
			'textAttr',
			'72,,maxRes',
			{ resolution: 72, antiAliasing: 'norm', resolutionMode: 'maxRes', wordWrap: 'wrap' },
		],
		[
			'textAttr',
			'72,off,fixedRes,nbwrap',
			{ resolution: 72, antiAliasing: 'off', resolutionMode: 'fixedRes', wordWrap: 'nbWrap' },
		],
		['defaultImage', '', ''],
		['textAttr', '', { resolution: 72, antiAliasing: 'norm', resolutionMode: 'fixedRes', wordWrap: 'wrap' }],
		['pathAttr', 'norm,0.25,1.25', { direction: 'norm', start: 0.25, end: 1.25 }],
		['effect', '+2', 2],
		['op_noise', '30', { amount: 30, distribution: 'uniform', monochrome: false }],
		['op_noise', '30,,1', { amount: 30, distribution: 'uniform', monochrome: true }],
		['op_invert', 'FALSE', false],
		['bfc', 'ON', true],
		['network', 'off', false],
		['icc', 'AdobeRGB,,,1', { profile: 'AdobeRGB', dither: true }],
		['cache', 'on,off', { client: 'on', server: 'off' }],
		['cache', 'off', { client: 'off', server: 'off' }],
		['quantize', 'adaptive,diffuse,16', { type: 'adaptive', dither: true, colors: 16, forced: [] }],
		['locale', 'de_AT', 'de_AT'],
	])('%s=%s', (spelling, text, expected) => {
		const [value, warnings] = read(spelling, text);
		expect(value).toEqual(expected);
		expect(warnings).toEqual([]);
		const record = commandRecord(spelling.replace(/N$/, '') as CommandName);
		const type = (spelling.endsWith('N') && record.normalised) || record.type;
		expect(type.read(type.write(value), () => {})).toEqual(value);
	});

	test.each([
		['wid', '0'],
		['wid', '$number$'],
		['wid', ''],
		['scl', '0'],
		['size', '200'],
		['size', '-1,5'],
		['size', '1,2,3'],
		['posN', '2147483649,0'],
		['fit', 'fill'],
		['rect', '0,0,0,5'],
		['dpr', 'on,0'],
		['fmt', 'bmp'],
		['fmt', 'png,pink'],
		['req', 'everything'],
		['quantize', 'adaptive,off,1'],
		['quantize', 'adaptive,off,2,fff'],
		['jpegSize', '-1'],
		['op_colorize', '50g'],
		['template', 'a,b'],
		['handler', 'alert(1)'],
		['perspective', '0,0,1,1'],
		['clipPath', 'M0,0H9'],
		['clipPath', 'L0,0'],
		['layer', '-1'],
		['layer', ''],
		['layer', '1,'],
		['layer', '1,comp'],
		['layer', 'comp,a'],
		['layer', '1,a,b'],
		['layer', 'a,b'],
		['effect', '0'],
		['effect', 'top'],
		['textAttr', '0'],
		['textAttr', '72,fuzzy'],
		['textAttr', '72,norm,fixedRes,wrap,more'],
		['pathAttr', 'sideways'],
		['pathAttr', 'norm,1'],
		['pathAttr', 'norm,0.5,0.5'],
		['pathAttr', 'norm,0,1,2'],
		['pathAttr', 'norm,x'],
		['perspective', '0,0,1,0,1,1,0,1,R4'],
		['perspective', '0,0,1,0,1,1,0,1,R2T9'],
		['perspective', '0,0,1,0,1,1,0,1,R3T201'],
		['perspective', '0,0,1,0,1,1,0,1,R1,9'],
		['opac', 'half'],
		['opac', '1,2,3'],
		['op_colorbalance', '1,2'],
		['op_noise', 'x'],
		['op_noise', '3,normal'],
		['op_noise', '3,uniform,maybe'],
		['op_noise', '3,uniform,1,9'],
		['op_usm', '1,wide'],
		['op_usm', '1,1,1,2'],
		['op_usm', '1,1,1,1,1'],
		['op_colorize', 'ff0000,norm,much'],
		['op_blur', 'much'],
		['op_invert', '2'],
		['bfc', 'perhaps'],
		['fit', 'crop,2'],
		['fit', 'crop,1,1'],
		['qlt', 'best'],
		['qlt', '80,2'],
		['align', '0'],
		['dpr', 'auto'],
		['dpr', 'on,2,2'],
		['rect', '0,0,5,5,0'],
		['fmt', 'jpeg,rgb,none,1'],
		['fmt', 'tif,,rar'],
		['req', 'exists,yaml'],
		['req', 'map,xml,UTF-8,1'],
		['cache', 'validate,on'],
		['cache', 'on,on,on'],
		['cache', 'maybe'],
		['icc', ''],
		['icc', 'sRGB,bright'],
		['icc', 'sRGB,relative,2'],
		['icc', 'sRGB,relative,1,2'],
		['icc', 'sRGB,relative,1,1,1'],
		['quantize', 'rainbow'],
		['quantize', 'web,perhaps'],
		['quantize', 'web,off,many'],
		['clipPath', 'M0'],
		['clipPath', 'M0,0L1'],
		['clipPath', 'M0,0C1,2,3,4'],
		['clipPath', 'M0,0 1e'],
		['clipPathE', 'a,,b'],
		['locale', 'caf\u00e9'],
	])('%s=%s is none', (spelling, text) => {
		expect(read(spelling, text)[0]).toBeUndefined();
	});

	test.each<[string, string, unknown]>([
		['op_blur', '200', 100],
		['op_hue', '-200', -180],
		['qlt', '120', { quality: 100, fullChroma: false }],
		['align', '2,0', { horizontal: 1, vertical: 0 }],
	])('%s=%s is limited, with a warning', (spelling, text, expected) => {
		const [value, warnings] = read(spelling, text);
		expect(value).toEqual(expected);
		expect(warnings).toHaveLength(1);
	});
});

test('pixels 39: op_colorize', () => {
	const rgb = (text: string) => read('op_colorize', text)[0];
	const color = { red: 200, green: 0, blue: 0 };
	expect(rgb('200,0,0')).toMatchObject({ color, normalize: true, contrast: 0 });
	expect(rgb('a0b0c0,norm,50')).toMatchObject({
		color: { red: 160, green: 176, blue: 192 },
		normalize: true,
		contrast: 50,
	});
	expect(rgb('200,0,0,off,50')).toMatchObject({ color, normalize: false, contrast: 0 });
	expect(rgb('50g')).toBeUndefined();
});

test('pixels 35: a forced palette', () => {
	expect(read('quantize', 'adaptive,off,2,000000,ffffff')[0]).toMatchObject({
		dither: false,
		colors: 2,
		forced: [{ red: 0 }, { red: 255 }],
	});
});

describe('paths', () => {
	const starts = (text: string) =>
		(read('clipPath', text)[0] as { start: unknown; segments: { to: unknown }[]; closed: boolean }[]).map(
			({ start, segments, closed }) => ({ points: [start, ...segments.map(({ to }) => to)], closed }),
		);
	const points = (...list: [number, number][]) => list.map(([x, y]) => ({ x, y }));

	test('pixels 27: a relative subpath after a closed one', () => {
		expect(starts('M10,10l50,0l0,50zm5,5l10,0,0,10z')).toEqual([
			{ points: points([10, 10], [60, 10], [60, 60]), closed: true },
			{ points: points([15, 15], [25, 15], [25, 25]), closed: true },
		]);
	});

	test('pixels 28: a relative subpath after an open one, and as the first', () => {
		expect(starts('M0,0L100,0L100,100m10,0l5,0l0,5')[1]?.points[0]).toEqual({ x: 110, y: 100 });
		expect(starts('m10,10l5,0l0,5z')[0]?.points[0]).toEqual({ x: 10, y: 10 });
	});

	test('a curve is written so that it is read back', () => {
		const { type } = commandRecord('clipPath');
		const value = type.read('M0,0c1,2,3,4,5,6,1,1,2,2,3.5,-4Z', () => {});
		expect(value).toHaveLength(1);
		expect(type.read(type.write(value), () => {})).toEqual(value);
	});
});

test('perspective= names how pixels are taken, the finest way if it does not', () => {
	const corners = '0,0,9,0,9,9,0,9';
	for (const [end, sampling] of [
		['', 'supersampling'],
		[',R1', 'nearest'],
		[',R2', 'bilinear'],
		[',R3', 'supersampling'],
	] as const) {
		const [value] = read('perspective', corners + end);
		expect(value).toMatchObject({ unit: 'pixels', sampling });
		const { type } = commandRecord('perspective');
		expect(type.read(type.write(value), () => {})).toEqual(value);
	}
});

test('perspective=', () => {
	const [value] = read('perspectiveN', '0,0,1,0,1,1,0,1,R3T20');
	expect(value).toMatchObject({ unit: 'relative', sampling: 'supersampling', jitter: 20 });
	expect(value).toMatchObject({
		corners: [
			{ x: 0, y: 0 },
			{ x: 1, y: 0 },
			{ x: 1, y: 1 },
			{ x: 0, y: 1 },
		],
	});
});

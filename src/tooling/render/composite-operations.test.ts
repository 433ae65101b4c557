import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { renderRequest } from '../../render/render.js';
import { nodeRenderPort } from './node-port.js';

/** A picture without symmetry, of 160 x 120 pixels: a gradient, a bright disc, a dark box. */
function photo(): Buffer {
	const canvas = createCanvas(160, 120);
	const context = canvas.getContext('2d');
	const gradient = context.createLinearGradient(0, 0, 160, 120);
	gradient.addColorStop(0, '#1b3a5c');
	gradient.addColorStop(1, '#e8d9b0');
	context.fillStyle = gradient;
	context.fillRect(0, 0, 160, 120);
	context.fillStyle = '#f4f1e8';
	context.beginPath();
	context.arc(50, 45, 30, 0, 7);
	context.fill();
	context.fillStyle = '#28160c';
	context.fillRect(95, 60, 45, 40);
	return canvas.toBuffer('image/png');
}

const PHOTO = photo();

interface Drawn {
	readonly width: number;
	readonly height: number;
	readonly data: Uint8ClampedArray;
}

async function draw(request: string): Promise<Drawn> {
	const port = nodeRenderPort(async () => ({
		blob: new Blob([new Uint8Array(PHOTO)], { type: 'image/png' }),
		type: 'image/png',
		size: { width: 160, height: 120 },
	}));
	const parsed = parseImageRequest(`/is/image/Acme/photo?fmt=png-alpha&${request}`);
	const { blob } = await renderRequest(parsed, effectiveAttributes({}, ''), port);
	const image = await loadImage(new Uint8Array(await blob.arrayBuffer()));
	const context = createCanvas(image.width, image.height).getContext('2d');
	context.drawImage(image, 0, 0);
	return context.getImageData(0, 0, image.width, image.height);
}

/** One channel of a pixel, 3 being alpha. */
function value({ data, width }: Drawn, x: number, y: number, channel: number): number {
	return data[4 * (y * width + x) + channel] ?? Number.NaN;
}

/** The largest difference of a channel between a picture and a part of another one. */
function difference(part: Drawn, whole: Drawn, left = 0, top = 0): number {
	let largest = 0;
	for (let y = 0; y < part.height; y++) {
		for (let x = 0; x < part.width; x++) {
			for (let channel = 0; channel < 4; channel++) {
				const apart = value(part, x, y, channel) - value(whole, left + x, top + y, channel);
				largest = Math.max(largest, Math.abs(apart));
			}
		}
	}
	return largest;
}

const OPERATIONS = [
	['a blur', 'op_blur=12'],
	['a small blur', 'op_blur=2'],
	['growing', 'op_grow=6'],
	['growing far', 'op_grow=24'],
	['eroding', 'op_grow=-5'],
	['uniform noise', 'op_noise=40,uniform,0'],
	['normally distributed noise', 'op_noise=40,gaussian,1'],
	['colours by the median', 'op_colorize=306090,norm,40'],
	['several', 'op_contrast=20&op_noise=10&op_blur=5'],
	['an effect', 'layer=comp&extend=14,14,14,14&effect=-1&op_blur=9&op_grow=2&color=c43c32&pos=3,3'],
	['an inner effect', 'effect=1&op_blur=20&color=000000'],
	['noise of an effect', 'extend=14,14,14,14&effect=-1&op_grow=9&color=c43c32&op_noise=60'],
	['a blurred layer', 'layer=1&src=Acme/photo&size=120,0&extend=9,9,9,9&op_blur=10'],
	['a layer in other colours', 'layer=1&src=Acme/photo&size=120,0&op_colorize=306090,norm,40'],
	['a dissolving layer', 'layer=1&size=120,80&color=ff0000&opac=40&blendMode=dissolve'],
	['a shadow', 'layer=1&size=70,50&color=ff0000&extend=9,9,9,9&effect=-1&op_blur=14&pos=12,12'],
	[
		'a shadow of a layer that fills its rectangle',
		'layer=1&size=90,70&color=ff0000&effect=-1&op_blur=14&pos=9,9',
	],
	['a grown mask', 'layer=1&text=\\fs90 Mm&size=150,110&op_growMask=20'],
	['a layer in perspective', 'layer=1&src=Acme/photo&perspectiveN=0.1,0.1,0.9,0.3,0.8,0.9,0.2,0.7'],
	[
		'a layer much larger than the canvas, in perspective',
		'layer=1&src=Acme/photo&perspective=-300,-200,1500,-90,1100,1400,-500,900',
	],
	['trembling perspective', 'layer=1&src=Acme/photo&perspective=9,9,150,30,140,110,20,90,R3T80'],
	['text in perspective', 'layer=1&text=\\fs90 Mm&perspective=9,9,150,30,140,110,20,90'],
] as const;

/** What works on the view, whose edges are where it ends. It multiplies what is rounded differently before. */
const SHARPENING = [
	['sharpening', 'op_sharpen=1'],
	['an unsharp mask', 'op_usm=2,6,0,0'],
	['an unsharp mask of fixed radius', 'op_usmR=2,6,0,1'],
] as const;

for (const [name, commands] of [['nothing', ''], ...OPERATIONS, ...SHARPENING] as const) {
	test.each([
		['tiles', 'wid=160', 1],
		// a canvas enlarges a part of a picture a little differently than the whole
		['tiles of an enlarged view', 'wid=236', 5],
		['tiles of a smaller view', 'wid=98', 1],
	])(`${name}: %s join to the whole picture`, async (_, view, tolerance) => {
		const whole = await draw(`${view}&${commands}`);
		const half = { width: Math.floor(whole.width / 2), height: Math.floor(whole.height / 2) };
		for (const [x, y] of [
			[0, 0],
			[half.width, 0],
			[half.width - 7, half.height + 3],
		] as const) {
			const [width, height] = [
				Math.min(half.width, whole.width - x),
				Math.min(half.height, whole.height - y),
			];
			const part = await draw(`${view}&rect=${x},${y},${width},${height}&${commands}`);
			expect([part.width, part.height]).toEqual([width, height]);
			expect(difference(part, whole, x, y), `${x},${y}`).toBeLessThanOrEqual(tolerance);
		}
	});
}

test.each([...OPERATIONS, ...SHARPENING])(
	'%s: bars change nothing, and nothing bleeds into them',
	async (_, commands) => {
		const plain = await draw(`scl=1&${commands}`);
		const { width, height } = plain;
		const barred = await draw(`scl=1&wid=${width + 60}&hei=${height + 40}&${commands}`);
		const middle = await draw(
			`scl=1&wid=${width + 60}&hei=${height + 40}&rect=30,20,${width},${height}&${commands}`,
		);
		for (const [x, y] of [
			[29, 20],
			[30 + width, 60],
			[90, 19],
			[90, 20 + height],
		] as const) {
			expect(value(barred, x, y, 3), `bar at ${x},${y}`).toBe(0);
		}
		const isSharpened = SHARPENING.some(([, sharpening]) => sharpening === commands);
		expect(difference(plain, barred, 30, 20)).toBeLessThanOrEqual(isSharpened ? 6 : 1);
		expect(difference(middle, barred, 30, 20)).toBeLessThanOrEqual(1);
	},
);

test.each(OPERATIONS)(
	'%s: rgn shows a part of the picture that the whole composite makes',
	async (_, commands) => {
		const whole = await draw(`scl=1&${commands}`);
		const part = await draw(`scl=1&rgn=33,21,80,70&${commands}`);
		expect(difference(part, whole, 33, 21)).toBeLessThanOrEqual(1);
	},
);

test.each(OPERATIONS)('%s: fit=crop cuts the picture that the whole composite makes', async (_, commands) => {
	const whole = await draw(`scl=1&${commands}`);
	const side = Math.min(whole.width, whole.height);
	const cut = await draw(`wid=${side}&hei=${side}&fit=crop,1&${commands}`);
	const x = Math.round((whole.width - side) / 2);
	const y = Math.round((whole.height - side) / 2);
	expect(difference(cut, whole, x, y)).toBeLessThanOrEqual(1);
});

test.each(['uniform', 'gaussian'])(
	'%s noise is that of the composite: half the size has half of it',
	async (kind) => {
		const spread = async (view: string) => {
			const picture = await draw(
				`${view}&layer=1&size=160,120&color=808080&layer=comp&op_noise=40,${kind},1`,
			);
			const values = Array.from({ length: 60 * 40 }, (_, at) =>
				value(picture, at % 60, Math.floor(at / 60), 0),
			);
			const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
			return Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length);
		};
		const ratio = (await spread('scl=2')) / (await spread('scl=1'));
		expect(ratio).toBeGreaterThan(0.45);
		expect(ratio).toBeLessThan(0.55);
	},
);

test.each([1, 2, 3, 5, 8])(
	'in a smaller view a shadow lies where pos=%i puts it, to parts of a pixel',
	async (pos) => {
		const shadow = `layer=1&size=40,30&color=0000ff&opac=100,0&extend=5,5,5,5&effect=-1&color=ff0000&pos=${pos},${pos}`;
		const moved = await draw(`hide=1&wid=64&effectMask=0&${shadow}`);
		const red = Array.from(
			{ length: 64 * 48 },
			(_, at) =>
				value(moved, at % 64, Math.floor(at / 64), 0) * value(moved, at % 64, Math.floor(at / 64), 3),
		);
		const sum = red.reduce((all, each) => all + each, 0);
		const middle = red.reduce((all, each, at) => all + each * ((at % 64) + 0.5), 0) / sum;
		expect(sum).toBeGreaterThan(0);
		expect(middle).toBeCloseTo(32 + pos * 0.4, 1);
	},
);

test('pictures that are made much smaller grow and blur by what is left of the radius', async () => {
	const [large, small] = [await draw('op_blur=20'), await draw('op_blur=20&wid=40')];
	for (const [x, y] of [
		[20, 15],
		[12, 11],
		[30, 20],
	] as const) {
		const expected = value(large, 4 * x + 2, 4 * y + 2, 0);
		expect(Math.abs(value(small, x, y, 0) - expected)).toBeLessThanOrEqual(6);
	}
});

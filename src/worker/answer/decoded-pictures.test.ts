import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ImageAsset } from '../../render/port.js';
import { DecodedPictures } from './decoded-pictures.js';

const close = vi.fn();
const decode = vi.fn(async (_asset: ImageAsset) => ({ close }) as unknown as ImageBitmap);
const scale = vi.fn(async () => ({}) as ImageBitmap);

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('createImageBitmap', scale);
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
	vi.clearAllMocks();
});

function picture(side = 600): ImageAsset {
	return { blob: new Blob(['jpeg']), type: 'image/jpeg', size: { width: side, height: side } };
}

/** One size after another. */
async function want(pictures: DecodedPictures, asset: ImageAsset, times: number): Promise<void> {
	for (let time = 0; time < times; time++) {
		const size = { width: 100 + time, height: 100 + time };
		await pictures.decode(asset, size, decode);
	}
}

test('a picture that is wanted in 50 sizes is decoded once for the first, and once for the others', async () => {
	await want(new DecodedPictures(), picture(), 50);
	expect(decode).toHaveBeenCalledTimes(2);
	expect(scale).toHaveBeenCalledTimes(49);
});

test('also if all want it at once', async () => {
	const pictures = new DecodedPictures();
	const asset = picture();
	await Promise.all(Array.from({ length: 50 }, () => want(pictures, asset, 1)));
	expect(decode).toHaveBeenCalledTimes(2);
});

test('its memory is given back a second after it was last wanted', async () => {
	const pictures = new DecodedPictures();
	const asset = picture();
	await want(pictures, asset, 2);
	vi.advanceTimersByTime(900);
	await want(pictures, asset, 1);
	await vi.advanceTimersByTimeAsync(900);
	expect(close).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(100);
	expect(close).toHaveBeenCalledTimes(1);
	await want(pictures, asset, 1);
	expect(decode).toHaveBeenCalledTimes(3);
});

test('pictures of more than 4 megapixels together are not kept', async () => {
	const pictures = new DecodedPictures();
	const [first, second] = [picture(1900), picture(1900)];
	await want(pictures, first, 10);
	await want(pictures, second, 10);
	expect(decode.mock.calls.filter(([asset]) => asset === first)).toHaveLength(2);
	expect(decode.mock.calls.filter(([asset]) => asset === second)).toHaveLength(10);
});

test('one that cannot be decoded fails each time, and holds no memory', async () => {
	const pictures = new DecodedPictures();
	const broken = picture(1900);
	const refuse = () => Promise.reject(new Error('no picture'));
	for (let time = 0; time < 2; time++) {
		await expect(pictures.decode(broken, { width: 9, height: 9 }, refuse)).rejects.toThrow('no picture');
	}
	await vi.advanceTimersByTimeAsync(1000);
	await want(pictures, picture(1900), 10);
	expect(decode).toHaveBeenCalledTimes(2);
});

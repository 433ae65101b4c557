import { expect, test } from 'vitest';
import { looksLikePicture } from './looks-like-picture.js';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

test.each([
	['PNG', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR', true],
	['JPEG', '\xff\xd8\xff\xe0\0\x10JFIF', true],
	['GIF', 'GIF89a\x01\0\x01\0', true],
	['WebP', 'RIFF\x24\x01\0\0WEBPVP8 ', true],
	['BMP', 'BM\x36\0\0\0', true],
	['an icon', '\0\0\x01\0\x01\0', true],
	['AVIF', '\0\0\0\x20ftypavif\0\0\0\0', true],
	['an animation in AVIF', '\0\0\0\x20ftypavis\0\0\0\0', true],
	['JPEG XL', '\xff\x0a\xfa\x7f', true],
	['JPEG XL in a container', '\0\0\0\x0cJXL \r\n\x87\n', true],
	['HTML', '<!doctype html><title>Not found</title>', false],
	['JSON', '{"error":"not found"}', false],
	['SVG, which is shown by its name alone', '<svg xmlns="http://www.w3.org/2000/svg"/>', false],
	['a video', '\0\0\0\x18ftypisom', false],
	['a sound', 'RIFF\x24\x01\0\0WAVEfmt ', false],
	['nothing', '', false],
])('%s', (_, bytes, expected) => expect(looksLikePicture(bytesOf(bytes))).toBe(expected));

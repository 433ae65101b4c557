import { expect, test } from 'vitest';
import { asksForData, isNotAPicture } from './not-a-picture.js';

test.each([
	['text/html; charset=utf-8', true],
	[' Application/JSON', true],
	['application/xhtml+xml', true],
	['image/png', false],
	['image/svg+xml', false],
	['application/octet-stream', false],
	['binary/octet-stream', false],
	// labelled wrongly, which a browser does not mind
	['text/plain', false],
	['application/x-unknown', false],
	['', false],
	[null, false],
])('an answer of type %s is no picture: %s', (type, expected) => {
	expect(isNotAPicture(type)).toBe(expected);
});

test.each([
	['https://i.test/is/image/Acme/mug?req=props', true],
	['https://i.test/is/image/Acme/mug?wid=3&REQ=exists,json', true],
	['https://i.test/is/image/Acme/mug?req=img', false],
	['https://i.test/is/image/Acme/mug?req=tmb&wid=3', false],
	['https://i.test/is/image/Acme/mug?req=mask', false],
	['https://i.test/is/image/Acme/mug?freq=props', false],
	['https://i.test/is/image/Acme/mug', false],
])('%s asks for data: %s', (url, expected) => {
	expect(asksForData(url)).toBe(expected);
});

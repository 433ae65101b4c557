import { describe, expect, it } from 'vitest';
import { classifyStatus } from './classify.js';

describe('classifyStatus: the status speaks', () => {
	it.each([
		[400, 'invalid'],
		[401, 'refused'],
		[404, 'missing'],
		[410, 'missing'],
		[414, 'invalid'],
		[429, 'overload'],
		[451, 'refused'],
		[500, 'server'],
		[502, 'server'],
		[503, 'overload'],
		[504, 'server'],
		[599, 'server'],
	] as const)('%i is %s', (status, reason) => {
		expect(classifyStatus(status, '')).toEqual({ reason, status, serverText: '' });
	});

	it('knows a reason for every status from 400 to 599', () => {
		for (let status = 400; status < 600; status += 1) {
			expect(classifyStatus(status, '').reason).toMatch(/^(missing|refused|invalid|server|overload)$/);
		}
	});
});

describe('classifyStatus: 403 is given to most common errors, so its text speaks', () => {
	it.each([
		['', 'missing'],
		['Unable to find /is/image/Acme/xyz', 'missing'],
		['Image Acme/xyz does not exist', 'missing'],
		['Client IP address forbidden.', 'refused'],
		['request refused', 'refused'],
		['Request rejected: wrong lock', 'refused'],
		['Image size 3000x3000 exceeds maximum of 2000x2000', 'invalid'],
		['Error parsing wid=abc', 'invalid'],
		['Server temporarily overloaded', 'overload'],
	] as const)('%j is %s', (text, reason) => {
		expect(classifyStatus(403, text).reason).toBe(reason);
	});
});

describe('classifyStatus: what the manifest says of a server comes first', () => {
	const own = [
		{ status: 503, text: 'sold out', reason: 'missing' },
		{ status: 418, reason: 'overload' },
		{ text: 'license', reason: 'refused' },
	] as const;
	it.each([
		[503, 'This article is SOLD OUT.', 'missing'],
		[503, 'Busy', 'overload'],
		[500, 'sold out', 'server'],
		[418, '', 'overload'],
		[500, 'no license for it', 'refused'],
	] as const)('%i %j is %s', (status, text, reason) => {
		expect(classifyStatus(status, text, own).reason).toBe(reason);
	});
});

describe('classifyStatus: the text is kept as one plain line', () => {
	it('drops markup and scripts of an HTML error page', () => {
		const page =
			'<html><head><title>403</title><script>alert(1)</script></head>\n<body><h1>Sorry</h1>\n\tno image</body>';
		expect(classifyStatus(403, page).serverText).toBe('Sorry no image');
	});

	it('is bounded', () => {
		expect(classifyStatus(500, 'x'.repeat(100_000)).serverText.length).toBeLessThanOrEqual(300);
	});
});

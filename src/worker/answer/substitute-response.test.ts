import { expect, test } from 'vitest';
import { substituteResponse } from './substitute-response.js';

test('headers of a rule: what says what the substitute is cannot be changed', () => {
	const set = (name: string, value: string) => ({ name, action: 'set', value }) as const;
	const add = (name: string, value: string) => ({ name, action: 'add', value }) as const;
	const { headers } = substituteResponse(
		{ body: 'picture', type: 'image/png', seconds: 60 },
		'default-image',
		{ reason: 'missing', status: 404, serverText: '' },
		{
			headers: [
				set('content-type', 'text/html'),
				add('Content-Type', 'text/html'),
				set('Content-Length', '1'),
				set('x-image-understudy', 'error-image'),
				add('X-Image-Understudy', 'more'),
				set('X-Shop', 'a'),
				add('X-Shop', 'b'),
				set('no header', 'c'),
			],
		},
	);
	expect(headers.get('content-type')).toBe('image/png');
	expect(headers.get('content-length')).toBeNull();
	expect(headers.get('x-image-understudy')).toBe('default-image; reason=missing; status=404');
	expect(headers.get('x-shop')).toBe('a, b');
});

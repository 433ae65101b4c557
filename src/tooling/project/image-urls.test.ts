import { describe, expect, test } from 'vitest';
import { findImages } from './image-urls.js';

const S = 'https://images.example.com';

describe('where a URL begins and ends', () => {
	test.each([
		[
			'HTML',
			`<img src="${S}/is/image/Acme/mug?wid=300&amp;fmt=png" alt>`,
			`${S}/is/image/Acme/mug?wid=300&fmt=png`,
		],
		['HTML without quotes', `<img src=${S}/is/image/Acme/mug>`, `${S}/is/image/Acme/mug`],
		['HTML, own origin', `<img src='/is/image/Acme/mug'>`, '/is/image/Acme/mug'],
		[
			'HTML, the origin of any protocol',
			`<img src="//images.example.com/is/image/Acme/mug">`,
			`${S}/is/image/Acme/mug`,
		],
		[
			'CSS',
			`background: url(${S}/is/image/Acme/mug?crop=0,0,9,9) no-repeat`,
			`${S}/is/image/Acme/mug?crop=0,0,9,9`,
		],
		[
			'brackets of the URL itself',
			`url(${S}/is/image/Acme/mug?text=(new))`,
			`${S}/is/image/Acme/mug?text=(new)`,
		],
		[
			'JSON with escaped slashes',
			`{"image":"https:\\/\\/images.example.com\\/is\\/image\\/Acme\\/mug"}`,
			`${S}/is/image/Acme/mug`,
		],
		['CSS in HTML', `style="background: url(&quot;${S}/is/image/Acme/mug&quot;)"`, `${S}/is/image/Acme/mug`],
		[
			'an entity at the end',
			`<img src="${S}/is/image/Acme/mug?text=a&#x21;">`,
			`${S}/is/image/Acme/mug?text=a!`,
		],
		['a sentence', `See ${S}/is/image/Acme/mug.`, `${S}/is/image/Acme/mug`],
		[
			'a port and capitals',
			`HTTP://Images.Example.com:8080/is/image/Acme/mug`,
			'http://images.example.com:8080/is/image/Acme/mug',
		],
		['numeric entities', `${S}/is/image/Acme/mug?a=1&#38;b=2&#x26;c=3`, `${S}/is/image/Acme/mug?a=1&b=2&c=3`],
	])('%s', (_, text, url) => {
		expect(findImages(text)).toEqual([expect.objectContaining({ url, rootId: 'Acme', isWhole: true })]);
	});

	test('each candidate of a srcset', () => {
		const found = findImages(
			`srcset="${S}/is/image/Acme/mug?fit=crop,1 1x, ${S}/is/image/Acme/mug?wid=2, 2x"`,
		);
		expect(found.map(({ url }) => url)).toEqual([
			`${S}/is/image/Acme/mug?fit=crop,1`,
			`${S}/is/image/Acme/mug?wid=2`,
		]);
	});
});

describe('URLs that a program puts together say what they can', () => {
	test.each([
		[
			`https://images.example.com/is/image/Acme/\${sku}?wid=300`,
			{ origin: S, rootId: 'Acme', isWhole: false },
		],
		[`\${host}/is/image/Acme/mug`, { rootId: 'Acme', isWhole: false }],
		["'https://images.example.com/is/image/' + name", { origin: S, isWhole: false }],
		["'https://images.example.com/is/image/Acme/' + sku", { origin: S, rootId: 'Acme', isWhole: false }],
		['{{ host }}/is/image/Acme/{{ sku }}', { rootId: 'Acme', isWhole: false }],
	])('%s', (text, expected) => {
		const [{ url: _, ...found } = { url: '' }] = findImages(text);
		expect(found).toEqual(expected);
	});
});

test('a text without images, and one that only looks like one', () => {
	expect(findImages('')).toEqual([]);
	expect(findImages('/is/content/Acme/film')).toEqual([]);
});

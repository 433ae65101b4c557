import { describe, expect, test } from 'vitest';
import type { Catalogs } from './catalogs.js';
import { formatCommands, formatImageRequest } from './format-image-request.js';
import { parseImageRequest } from './parse-image-request.js';
import type { Problem } from './problem.js';

const catalogs: Catalogs = {
	default: { macros: { shadow: 'color=0,0,0&opac=75&op_blur=5&pos=3,4' } },
	A: {
		attributes: { AllowDirectUrls: 1 },
		macros: { card: 'wid=120&hei=90&fit=crop,1' },
		records: {
			x: { Path: 'x.png', Modifier: 'op_usm=1,2&qlt=70', PostModifier: 'bgc=eeeeee', Anchor: '3,4' },
			T: { Modifier: '$w=50&size=$w$,50&color=ff0000&layer=1,badge&$txt=Sale&text=\\b $txt$' },
			e: { Modifier: 'size=300,300&bgc=ffffff&text=$error.message$' },
		},
	},
};

/**
 * All but what may differ: the spelling of the URL and of values that were understood, and places in it, by
 * which problems are ordered.
 */
function comparable(value: unknown): unknown {
	return JSON.parse(
		JSON.stringify(value, (key, inner) => {
			if (key === 'url' || key === 'position') return undefined;
			if (key !== 'problems') return inner;
			return inner
				.map((problem: Problem) => (problem.code === 'unsupported' ? { ...problem, piece: '' } : problem))
				.sort(byText);
		}),
	);
}

const byText = (a: Problem, b: Problem) => `${a.message} ${a.piece}`.localeCompare(`${b.message} ${b.piece}`);

function expectRoundTrip(url: string) {
	const first = parseImageRequest(url, catalogs);
	const written = formatImageRequest(first);
	const second = parseImageRequest(written, catalogs);
	expect(comparable(second), written).toEqual(comparable(first));
}

describe('parse(format(parse(u))) equals parse(u)', () => {
	test.each([
		'/is/image',
		'/is/image/A',
		'/is/image/A/x',
		'/is/content/A/x?type=pdf',
		'https://h/photo.jpg',
		'/is/image/A/x?$card$&wid=3&.note&',
		'/is/image/A/a%20b%2Bc?wid=3',
		'/is/image/q?&id=0\ud800',
		'/is/image/A/\ud800?layer=1,\udfff&text=\ud800$v$&$v=\udfff&src=(h\ud800)&zz\ud800&wid=\ud800',
		'/is/image/A/x?src=A/x&mask=A/m',
		'/is/image/A/x?template=T&$txt=New%20%26%20hot',
		'/is/image/A/x?template=T&src=$object$&layer=badge&pos=3,4',
		'/is/image/A/T?$w=bad',
		'/is/image/A/e?text=%7Ba%5C%5C%7D&layer=2,a&layer=2,b&textPs=x&textAttr=100,crisp',
		'/is/image/A/x?wid=abc&op_blur=500&foo&bar=1&layer=1&src=a,b&sizeN=.5,.5&effect=-1&$shadow$&size=3,3',
		'/is/image/A/x?sizeN=1,1&pos=3,3&layer=1,n&layer=2,n&src=q&layer=nope&color=000000&wid=8&effect=0&opac=3',
		'/is/image/A/x?effect=-1&op_grow=3&effect=2&layer=0&flip=lr&layer=comp&flip=ud&effect=-1&op_blur=2',
		'/is/image/A/x?layer=1&src=is(A/x?wid=50&fmt=png&layer=2&src=is{A/T?$txt=%7D}&foo)&crop=1,2,3,4',
		'/is/image/A/x?src=(http://h/a%20b.png?c=d&e=f)&mask=IS(A/m)&layer=4&src=ir{a/b?c=d}',
		'/is/image/A/x?layer=1&src=is(a?b=(c&wid=8',
		'/is/image/A/x?$b=is(A/T)&layer=1&src=$b$',
		'/is/image/A/x?color=22,23,24,25,26KS&bgColor=0xddeegs&bgc=50,75g&layer=1&color=94,11,50,33k&size=9,9',
		'/is/image/A/x?clipPath=M10,10l50,0l0,50zm5,5l10,0,0,10z&perspectiveN=0,0,1,0,1,1,0,1,R3T20',
		'/is/image/A/x?req=exists,json&id=42&handler=myCb1&cache=on,off&quantize=adaptive,off,2,000000,ffffff',
		'/is/image/A/x?fit=CROP&locale=de&imageSet={a%26b;c}&defaultImage=&label=1',
	])('%s', expectRoundTrip);

	test('random requests', () => {
		const pieces = [
			'wid=1',
			'wid=',
			'hei=20.5',
			'fmt=png-alpha',
			'fmt=x',
			'qlt=200,1',
			'bgc=abc',
			'bgc=80,90,100',
			'fit=wrap,1',
			'layer=1',
			'layer=2,b',
			'layer=b',
			'layer=c,d,e',
			'layer=comp',
			'layer=0',
			'effect=-1',
			'effect=1',
			'effect=x',
			'src=A/x',
			'src=is(A/T?wid=3&$txt=q)',
			'src=(http://h/x)',
			'src=ir(a)',
			'src=',
			'mask=m',
			'text=a%26b',
			'textPs=\\b x',
			'text=$v$',
			'$v=1',
			'$v=%24v%24',
			'$card$',
			'$none$',
			'.c',
			'src=is(a',
			'$b=is(A/T)',
			'src=$b$',
			'effect=0',
			'pathAttr=norm,0.5,1.2',
			'',
			'op_blur=5',
			'op_usmR=1',
			'pos=1,2',
			'posN=.1,.2',
			'sizeN=1,1',
			'size=5,5',
			'color=ff0000',
			'opac=200',
			'template=T',
			'template=a,b',
			'flip=ud',
			'rotate=-30',
			'zzz=%zz',
			'crop=1,1,0,0',
			'extendN=.1,0,0,0',
			'textPath=M0,0L5,5',
			'textAngle=3',
			'blendMode=mult',
			'req=tmb',
			'dpr=on,2',
			'&&',
		];
		let seed = 20261122;
		const random = (below: number) => {
			seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
			return Math.floor((seed / 2 ** 32) * below);
		};
		for (let round = 0; round < 800; round++) {
			const query = Array.from({ length: random(14) }, () => pieces[random(pieces.length)]).join('&');
			expectRoundTrip(`/is/image/A/${['x', 'T', 'none/at/all'][random(3)]}?${query}`);
		}
	});
});

describe('what is written', () => {
	test('catalog-and-errors 1: the effective request for a default image', () => {
		const { commands } = parseImageRequest(
			'/is/image/cat/missing?wid=300&hei=200&fmt=png&qlt=80&bgc=ff0000&op_blur=5',
		);
		const { wid, hei, fmt, qlt } = commands;
		expect(formatCommands(JSON.parse(JSON.stringify({ qlt, fmt, hei, wid })))).toBe(
			'wid=300&hei=200&fmt=png&qlt=80',
		);
	});

	test('a plain request stays plain', () => {
		const url = '/is/image/Acme/shoes/red?wid=300&fmt=webp,,lossless';
		expect(formatImageRequest(parseImageRequest(`https://h${url}`))).toBe(url);
		expect(formatCommands({})).toBe('');
	});

	test('a shop that calls its server otherwise, locked and obfuscated', () => {
		const request = parseImageRequest('/is/image/A/x?wid=200&hei=100');
		expect(formatImageRequest(request, { root: '/img', lock: true })).toBe('/img/A/x?wid=200&hei=100&c149');
		expect(formatImageRequest(request, { lock: true, obfuscate: true })).toBe(
			'/is/image/A/x?d2lkPTIwMCZoZWk9MTAwJmMxNDk=',
		);
	});
});

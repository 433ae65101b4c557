import { describe, expect, test } from 'vitest';
import type { Catalogs } from './catalogs.js';
import type { ImageRequest, LayerSource } from './image-request.js';
import { type ParseOptions, parseImageRequest } from './parse-image-request.js';

const VIEW = 'wid=240&fmt=jpeg&qlt=85&op_usm=5,2&bgc=200,200,200&align=-1,-1';

/** What the vectors compare: values, without the objects around them. */
function parse(query: string, catalogs: Catalogs = {}, options: ParseOptions = {}): ImageRequest {
	const path = query.startsWith('/') ? query : `/is/image/cat/img${query.startsWith('?') ? '' : '?'}${query}`;
	return parseImageRequest(path, catalogs, options);
}
const layer = (request: ImageRequest, number: number) =>
	request.layers.find((each) => each.number === number);
const errors = (request: ImageRequest) =>
	request.problems.filter((problem) => problem.severity === 'error').map((problem) => problem.code);
const specifier = (source: LayerSource | undefined) =>
	source?.type === 'image' ? source.object.specifier : source?.type;
const shown = (source: LayerSource | undefined) =>
	source?.type === 'text'
		? source.document.paragraphs.map((paragraph) => paragraph.runs.map((run) => run.text).join('')).join('\n')
		: undefined;
const nested = (source: LayerSource | undefined) => (source?.type === 'nested' ? source.request : undefined);

describe('protocol 1-7: syntax and encoding', () => {
	test.each([
		['protocol 1', '?wid=100&.ts=1699&hei=50', { wid: 100, hei: 50 }],
		['protocol 2', '?wid=100&.a%26b=c&hei=50', { wid: 100, hei: 50 }],
		['protocol 3: comment first', '?.note&wid=100', { wid: 100 }],
		['protocol 3: empty modifier', '?&wid=100', { wid: 100 }],
		['protocol 4: names in any case', '?WID=100', { wid: 100 }],
		['protocol 7: the last one counts', '?wid=200&hei=100&wid=300', { wid: 300, hei: 100 }],
	])('%s', (_, query, commands) => {
		const request = parse(query);
		expect(request.commands).toEqual(commands);
		expect(request.problems).toEqual([]);
	});

	test('protocol 4: ids keep their case', () => {
		expect(specifier(parse('src=a/B').layers[0]?.source)).toBe('a/B');
	});

	test('protocol 5: encoded separators separate nothing', () => {
		const request = parse('$text=rate%26weight%3D85%25%2027%23&text=$text$');
		expect(shown(request.layers[0]?.source)).toBe('rate&weight=85% 27#');
		expect(request.leftovers).toEqual([]);
	});

	test('protocol 6: an encoded slash is data, so a/b is not the catalog a', () => {
		const request = parse('/is/image/a%2Fb/c', { a: { records: { 'b/c': { Path: 'x' } } } });
		expect(request.catalog).toBe('default');
		expect(request.object?.specifier).toBe('a/b/c');
	});
});

describe('protocol 8-15: variables', () => {
	test('protocol 8: values are not substituted again', () => {
		const request = parse('$var2=apple&$var1=my$var2$tree&text=$var1$');
		expect(shown(request.layers[0]?.source)).toBe('my$var2$tree');
	});

	test('protocol 9: names in any case', () => {
		expect(specifier(layer(parse('$Img=a/b&layer=1&src=$IMG$'), 1)?.source)).toBe('a/b');
	});

	test('protocol 10: an undefined reference is literal', () => {
		expect(specifier(parse('src=my$image$file.tif').layers[0]?.source)).toBe('my$image$file.tif');
	});

	test('protocol 11: a literal reference is no number', () => {
		expect(errors(parse('wid=$number$'))).toEqual(['invalid-value']);
		expect(parse('$number=40&wid=$number$').commands.wid).toBe(40);
	});

	test('protocol 12: not substituted in layer=', () => {
		const request = parse('$n=2&layer=$n$&src=x');
		expect(errors(request)).toEqual(['undefined-layer']);
		expect(request.layers.map((each) => each.number)).toEqual([0]);
	});

	test('protocol 13: $object$ is the outer path object', () => {
		const inner = (query: string) => {
			const request = nested(layer(parse(`/is/image/a/b?${query}layer=3&src=is{?src=$object$}`), 3)?.source);
			return specifier(request?.layers[0]?.source);
		};
		expect(inner('')).toBe('a/b');
		expect(inner('$object=c/d&')).toBe('c/d');
	});

	test.each([
		['', 'Default'],
		['&$txt=Hi', 'Hi'],
	])('protocol 14: template with "%s"', (query, text) => {
		const catalogs = { A: { records: { T: { Modifier: 'src=bg&layer=1&$txt=Default&text=$txt$' } } } };
		const request = parse(`/is/image/A/x?template=T${query}`, catalogs);
		expect(shown(layer(request, 1)?.source)).toBe(text);
		expect(specifier(request.layers[0]?.source)).toBe('bg');
	});

	test('protocol 15: several references, an encoded reference', () => {
		expect(shown(parse('$a=x&$b=y&text=$a$-$b$-$c$').layers[0]?.source)).toBe('x-y-$c$');
		expect(shown(parse('$t=%24x%24&$x=1&text=$t$').layers[0]?.source)).toBe('$x$');
	});

	test('predefined variables are plain text: no RTF, no commands, no references', () => {
		const message = '\\b {x} & wid=9 $a$ 5% (é) 🎈';
		const catalogs = { A: { records: { e: { Modifier: 'size=9,9&text=\\i $error.message$!' } } } };
		const request = parse('/is/image/A/e?$a=no', catalogs, { variables: { 'error.message': message } });
		expect(shown(request.layers[0]?.source)).toBe(`${message}!`);
		expect(request.commands.wid).toBeUndefined();
		expect(request.problems).toEqual([]);
	});

	test('predefined variables stay plain text within a nested request', () => {
		const catalogs = { A: { records: { e: { Modifier: 'src=is(?size=9,9&text=$error.title$)' } } } };
		const request = parse('/is/image/A/e', catalogs, { variables: { 'error.title': 'a) $b$ & {c' } });
		expect(shown(nested(request.layers[0]?.source)?.layers[0]?.source)).toBe('a) $b$ & {c');
	});
});

describe('protocol 16-20: macros and precedence', () => {
	const macros = { A: { macros: { view: VIEW }, records: { x: { Path: 'x' } } } };

	test('protocol 16: what follows the macro overrides it', () => {
		const { commands } = parse('/is/image/A/x?$view$&wid=480', macros);
		expect(commands).toMatchObject({ wid: 480, fmt: { format: 'jpeg' }, qlt: { quality: 85 } });
		expect(commands.align).toEqual({ horizontal: -1, vertical: -1 });
	});

	test('protocol 17: the macro overrides what comes before it', () => {
		expect(parse('/is/image/A/x?wid=480&$VIEW$', macros).commands.wid).toBe(240);
	});

	const record = { Path: 'x', Modifier: 'wid=240&qlt=85' };
	test('protocol 18: Modifier gives way to the query', () => {
		const { commands } = parse('/is/image/A/x?wid=100', { A: { records: { x: record } } });
		expect(commands).toMatchObject({ wid: 100, qlt: { quality: 85 } });
	});

	test('protocol 19: PostModifier prevails', () => {
		const catalogs = { A: { records: { x: { ...record, PostModifier: 'qlt=95' } } } };
		expect(parse('/is/image/A/x?qlt=50&wid=100', catalogs).commands.qlt?.quality).toBe(95);
	});

	test('protocol 20: PostModifier of a higher layer does not count', () => {
		const catalogs = { A: { records: { x: {}, y: { Path: 'y', PostModifier: 'opac=50' } } } };
		const request = parse('/is/image/A/x?layer=1&src=A/y&opac=80', catalogs);
		expect(layer(request, 1)?.commands.opac).toEqual({ opacity: 80, fill: 100 });
	});

	test('macros call macros, those of the default catalog too, but never themselves', () => {
		const catalogs = {
			default: { macros: { small: 'wid=50' } },
			A: { macros: { card: '$small$&hei=60', loop: 'hei=70&$loop$' } },
		};
		expect(parse('/is/image/A/x?$card$', catalogs).commands).toEqual({ wid: 50, hei: 60 });
		expect(parse('/is/image/A/x?$loop$', catalogs).commands).toEqual({ hei: 70 });
		expect(parse('/is/image/A/x?$none$&wid=3', catalogs).problems).toMatchObject([
			{ code: 'undefined-macro', piece: '$none$', position: 14 },
		]);
	});

	test('a macro may widen that of the same name in the default catalog, which calls none of other catalogs', () => {
		const catalogs = {
			default: { macros: { card: 'wid=50&$frame$', frame: 'bgc=000000', twin: 'qlt=9&$TWIN$' } },
			A: { macros: { card: '$card$&hei=60', frame: 'bgc=ffffff', twin: '$twin$&wid=5' } },
		};
		const request = parse('/is/image/A/x?$card$', catalogs);
		expect(request.problems).toEqual([]);
		expect(request.commands).toMatchObject({ wid: 50, hei: 60, bgc: { red: 0 } });
		const endless = parse('/is/image/A/x?$twin$', catalogs);
		expect(endless.commands).toMatchObject({ qlt: { quality: 9 }, wid: 5 });
		expect(errors(endless)).toEqual(['undefined-macro']);
	});

	test('src= and mask= of a layer must name the same catalog', () => {
		const catalogs = {
			A: { records: { x: { Path: 'x' }, m: { Path: 'm' } } },
			B: { records: { m: { Path: 'm' } } },
		};
		expect(errors(parse('/is/image/A/x?layer=1&src=A/x&mask=A/m', catalogs))).toEqual([]);
		expect(errors(parse('/is/image/A/x?layer=1&src=A/x&mask=some/file.png', catalogs))).toEqual([]);
		const mixed = parse('/is/image/A/x?layer=1&src=A/x&mask=B/m', catalogs);
		expect(mixed.problems).toMatchObject([{ code: 'not-permitted', piece: 'mask=B/m', position: 30 }]);
	});

	test('template= in a record, and layers in the record of a layer, are errors', () => {
		const records = { x: { Path: 'x', PostModifier: 'template=T' }, T: { Modifier: 'size=9,9&color=0' } };
		expect(errors(parse('/is/image/A/x', { A: { records } }))).toEqual(['not-permitted']);
		const layered = { x: { Path: 'x' }, y: { Path: 'y', Modifier: 'layer=1&text=a' } };
		expect(errors(parse('/is/image/A/x?layer=2&src=y', { A: { records: layered } }))).toEqual([
			'not-permitted',
		]);
	});

	test('the Modifier of a layer’s record gives way to that layer’s commands', () => {
		const catalogs = {
			A: { records: { x: {}, y: { Path: 'y', Modifier: 'opac=50&pos=1,2&wid=7', Anchor: '3,4' } } },
		};
		const request = parse('/is/image/A/x?layer=1&src=y&opac=80', catalogs);
		expect(layer(request, 1)?.commands).toEqual({
			opac: { opacity: 80, fill: 100 },
			pos: { x: 1, y: 2, unit: 'pixels' },
			anchor: { x: 3, y: 4, unit: 'pixels' },
		});
		expect(request.commands.wid).toBeUndefined();
	});
});

describe('protocol 21-25: nesting', () => {
	test('protocol 21: an image rendering request is kept whole', () => {
		const inner =
			'myRenderCatalog/myRenderObject?id=myIdValue&sel=group&src=is(myCatalog/myTexture1?res=30)&res=30';
		const request = parse(`layer=2&src=ir(${inner})&wid=300`);
		expect(layer(request, 2)?.source).toEqual({ type: 'unsupported', renderer: 'ir', text: inner });
		expect(request.commands).toEqual({ wid: 300 });
	});

	test('protocol 22: a nested request without a path', () => {
		const request = parse(
			'$img=a/b&$txt=T&layer=0&src=is(?src=$img$&size=300,300&cache=on)&layer=1&text=$txt$',
		);
		const inner = nested(request.layers[0]?.source);
		expect(inner?.object).toBeUndefined();
		expect(inner?.commands.cache).toEqual({ client: 'on', server: 'on' });
		expect(inner?.layers[0]?.commands.size).toEqual({ width: 300, height: 300, unit: 'pixels' });
		expect(shown(layer(request, 1)?.source)).toBe('T');
	});

	test('protocol 23 and pixels 43: commands without effect within a nested request', () => {
		const inner = nested(parse('src=is(a/b?wid=50&fmt=png&bgc=ff0000&qlt=10)').layers[0]?.source);
		expect(inner?.commands).toEqual({ wid: 50 });
	});

	test('protocol 24: foreign images', () => {
		const source = (query: string, attributes: Record<string, string | number>) => {
			const request = parse(`/is/image/A/x?${query}`, { A: { attributes } });
			return { source: request.layers[0]?.source, errors: errors(request) };
		};
		const absolute = 'src=(http://h/x.png)';
		expect(source(absolute, { AllowDirectUrls: 0 }).errors).toEqual(['not-permitted']);
		expect(source(absolute, { AllowDirectUrls: 1 }).source).toEqual({
			type: 'foreign',
			url: 'http://h/x.png',
		});
		expect(source('src=(x.png)', { RootUrl: '' }).errors).toEqual(['not-permitted']);
		expect(source('src={x.png}', { RootUrl: 'http://h/a' }).source).toEqual({
			type: 'foreign',
			url: 'http://h/a/x.png',
		});
		expect(source('src=(file:///x)', { AllowDirectUrls: 1 }).errors).toEqual(['not-permitted']);
	});

	test('protocol 25: prefixes keep their case in src=, not in mask=', () => {
		const request = parse('src=is(a/b?$t=1)&mask=IS(a/m)');
		expect(nested(request.layers[0]?.source)?.object?.specifier).toBe('a/b');
		expect(nested(request.layers[0]?.mask)?.object?.specifier).toBe('a/m');
		expect(specifier(parse('src=IS(a/b)').layers[0]?.source)).toBe('IS(a/b)');
	});

	test('an unclosed delimiter is an error, not a hang', () => {
		const request = parse('wid=5&layer=1&src=is(a/b?x=(&hei=6');
		expect(errors(request)).toEqual(['invalid-value']);
		expect(request.commands).toEqual({ wid: 5 });
	});

	test('problems within a nested request name their place in the URL', () => {
		const url = '/is/image/a/b?layer=1&src=is(c/d?wid=x)';
		const [problem] = parseImageRequest(url).problems;
		expect(problem).toMatchObject({ piece: 'wid=x', position: url.indexOf('wid=x') });
	});
});

describe('protocol 26-27: catalog lookup', () => {
	const catalogs: Catalogs = {
		A: { records: { x: { Path: 'x' }, 'B/y': { Path: 'by' } } },
		B: { records: { y: { Path: 'y' }, z: { Path: 'z' } } },
	};
	test.each([
		['x', 'A', 'x'],
		['B/y', 'A', 'B/y'],
		['B/z', 'B', 'z'],
		['/B/y', 'B', 'y'],
	])('protocol 26: src=%s is %s, %s', (written, rootId, id) => {
		const source = layer(parse(`/is/image/A/x?layer=1&src=${written}`, catalogs), 1)?.source;
		expect(source).toMatchObject({ object: { specifier: written, rootId, id } });
	});

	test.each([
		[0, 'A', 'A', 'p/q'],
		[1, 'default', 'default', 'A/p/q'],
	])('protocol 27: FullMatch=%i', (FullMatch, catalog, rootId, id) => {
		const request = parse('/is/image/A/p/q', { A: { attributes: { FullMatch }, records: {} } });
		expect(request.catalog).toBe(catalog);
		expect(request.object).toMatchObject({ rootId, id, record: undefined });
	});

	test('records of the default catalog stand in, and every search is listed in order', () => {
		const request = parse('/is/image/A/logo', { default: { records: { logo: { Path: 'l' } } }, A: {} });
		expect(request.catalog).toBe('A');
		expect(request.object).toMatchObject({ rootId: 'default', id: 'logo', record: { Path: 'l' } });
		expect(request.lookups).toEqual([
			{ rootId: 'A', id: 'logo' },
			{ rootId: 'default', id: 'logo' },
		]);
	});

	test('a record loaded on demand is found at the second reading', () => {
		const template = { Modifier: 'size=9,9&layer=1&src=badge' };
		const first = parse('/is/image/A/x?template=T', { A: {} });
		expect(first.lookups).toContainEqual({ rootId: 'A', id: 'T' });
		const second = parse('/is/image/A/x?template=T', { A: { records: { T: template } } });
		expect(second.lookups).toContainEqual({ rootId: 'A', id: 'badge' });
	});
});

describe('protocol 34-38: lock and obfuscation', () => {
	const locked = { A: { attributes: { RequestLock: 1 } } };
	test('protocol 38: a wrong lock is refused', () => {
		expect(errors(parse('/is/image/A/x?wid=200&4a1f', locked))).toEqual([]);
		expect(parse('/is/image/A/x?wid=200&4A1F', locked).commands).toEqual({ wid: 200 });
		expect(errors(parse('/is/image/A/x?wid=200&4a1e', locked))).toEqual(['refused']);
		expect(errors(parse('/is/image/A/x?wid=200', locked))).toEqual(['refused']);
	});

	test('protocol 35: obfuscated and locked', () => {
		const both = { A: { attributes: { RequestLock: 1, RequestObfuscation: 1 } } };
		const request = parse('/is/image/A/x?d2lkPTIwMCZoZWk9MTAwJmMxNDk=', both);
		expect(request.commands).toEqual({ wid: 200, hei: 100 });
		expect(request.problems).toEqual([]);
		const flags = { A: { attributes: { RequestLock: true, RequestObfuscation: true } } };
		expect(parse('/is/image/A/x?d2lkPTIwMCZoZWk9MTAwJmMxNDk=', flags).commands.wid).toBe(200);
		expect(errors(parse('/is/image/A/x?wid=200', both))).toContain('refused');
	});
});

describe('protocol 46-48, 59: object ids in the language of the shopper', () => {
	const map = 'en,_E,|en_us,_E,|en_uk,_E,|fr,_F,|de,_D,|de_at,_D,|de_de,_D,|,_E,';
	const tried = (query: string, attributes: Record<string, string>) => {
		const request = parse(`/is/image/c/myImg${query}`, { c: { attributes } });
		const ids = request.lookups.filter((key) => key.rootId === 'c').map((key) => key.id);
		return errors(request).length > 0 ? 'error' : ids;
	};
	const tiers = 'w1,-W,|w2,-W2,-W,|w3,-W,|m1,-M1,-M,|m2,-M2,-M,|,';
	const numbered = ',_1,_2,_3|fr,_22,_23,_1,_2,_3';
	test.each([
		['protocol 46', '?locale=DE_de', { LocaleMap: map }, ['myImg_D', 'myImg']],
		['protocol 46: others', '?locale=ja', { LocaleMap: map }, ['myImg_E', 'myImg']],
		['protocol 46: no rule', '?locale=ja', { LocaleMap: map.replace('|,_E,', '') }, 'error'],
		['protocol 47', '?locale=m2', { LocaleMap: tiers }, ['myImg-M2', 'myImg-M', 'myImg']],
		[
			'protocol 48',
			'?locale=fr',
			{ LocaleMap: numbered },
			['myImg_22', 'myImg_23', 'myImg_1', 'myImg_2', 'myImg_3'],
		],
		['protocol 59', '', { LocaleMap: 'fr,_F,|,_E,', DefaultLocale: 'fr' }, ['myImg_F', 'myImg']],
		[
			'protocol 59: empty',
			'?locale=',
			{ LocaleMap: 'fr,_F,|,_E,', DefaultLocale: 'fr' },
			['myImg_F', 'myImg'],
		],
		[
			'protocol 59: other',
			'?locale=ja',
			{ LocaleMap: 'fr,_F,|,_E,', DefaultLocale: 'fr' },
			['myImg_E', 'myImg'],
		],
		['protocol 59: no map', '?locale=ja', { DefaultLocale: 'fr' }, ['myImg']],
		['catalog-and-errors 46: others', '?locale=xx', { LocaleMap: tiers }, ['myImg']],
	])('%s', (_, query, attributes, expected) => {
		expect(tried(query, attributes as Record<string, string>)).toEqual(expected);
	});

	test('protocol 47: the first entry that exists is taken; the record keeps its generic name', () => {
		const records = { myImg: { Path: 'a' }, 'myImg-M': { Path: 'b' } };
		const request = parse('/is/image/c/myImg?locale=m2', {
			c: { attributes: { LocaleMap: tiers }, records },
		});
		expect(request.object).toMatchObject({ specifier: 'c/myImg', id: 'myImg-M', record: { Path: 'b' } });
	});

	test('the locale may be a variable', () => {
		const catalogs = { c: { attributes: { LocaleMap: 'fr,_F|,' }, records: { myImg_F: { Path: 'a' } } } };
		for (const query of ['?locale=$to$&$to=fr', '?$l$&$to=fr']) {
			const request = parse(`/is/image/c/myImg${query}`, {
				c: { ...catalogs.c, macros: { l: 'locale=$to$' } },
			});
			expect(request.object?.id).toBe('myImg_F');
			expect(request.commands.locale).toBe('fr');
		}
	});

	test('protocol 48: without an empty suffix the plain id is not tried', () => {
		const records = { myImg: { Path: 'a' } };
		const request = parse('/is/image/c/myImg?locale=fr', {
			c: { attributes: { LocaleMap: numbered }, records },
		});
		expect(request.object?.record).toBeUndefined();
	});
});

describe('protocol 53-58: others', () => {
	test.each([
		['cache=off', { client: 'off', server: 'off' }],
		['cache=on,off', { client: 'on', server: 'off' }],
		['cache=on,validate', undefined],
	])('protocol 53: %s', (query, cache) => {
		const request = parse(query);
		expect(request.commands.cache).toEqual(cache);
		expect(errors(request)).toEqual(cache ? [] : ['invalid-value']);
	});

	test('protocol 54: id= changes nothing but itself', () => {
		const { id: _, ...commands } = parse('wid=200&id=A1').commands;
		const { id: __, ...others } = parse('wid=200&id=B2').commands;
		expect(commands).toEqual(others);
	});

	test('protocol 55: static content', () => {
		const request = parseImageRequest('https://h/is/content/c/item?type=pdf');
		expect(request).toMatchObject({ context: 'content', commands: { type: 'pdf' } });
	});

	test('protocol 58: variables into nested and foreign requests', () => {
		const request = parse('$cap=A%26B&layer=1&src=is(c/t?layer=1&text=$cap$)');
		const inner = nested(layer(request, 1)?.source);
		expect(inner && shown(layer(inner, 1)?.source)).toBe('A&B');
		const catalogs = { c: { attributes: { AllowDirectUrls: 1 } } };
		const foreign = parse('/is/image/c/x?$f=a%2520b.png&src=(http://h/$f$)', catalogs);
		expect(foreign.layers[0]?.source).toEqual({ type: 'foreign', url: 'http://h/a%20b.png' });
	});
});

describe('geometry 1-13: layers and scope', () => {
	test('geometry 1: a name belongs to one layer', () => {
		expect(errors(parse('layer=1,image&layer=2,image'))).toEqual(['not-permitted']);
		const request = parse('layer=1,image&layer=1,image&pos=5,5');
		expect(errors(request)).toEqual([]);
		expect(layer(request, 1)?.commands.pos).toEqual({ x: 5, y: 5, unit: 'pixels' });
	});

	test('geometry 2: several names of one layer', () => {
		const request = parse('layer=1,image&layer=1,picture&layer=picture&pos=7,8');
		expect(layer(request, 1)).toMatchObject({
			names: ['image', 'picture'],
			commands: { pos: { x: 7, y: 8 } },
		});
	});

	test.each([
		['geometry 3: undefined name', 'layer=1,image&layer=picture', 'undefined-layer'],
		['geometry 3: comp is no name', 'layer=1,comp', 'invalid-value'],
		['geometry 4: no variables', '$n=1&layer=$n$&pos=1,1', 'undefined-layer'],
		['geometry 8: sizeN of layer 0', 'sizeN=0.5,0.5', 'not-permitted'],
		['geometry 9: fit alone', 'fit=crop,1', 'not-permitted'],
		['geometry 9: fit of a thumbnail', 'req=tmb&wid=100&fit=fit,1', 'not-permitted'],
		['geometry 9: fit of a thumbnail that has scl, too', 'req=tmb&fit=fit,1&scl=1', 'not-permitted'],
		['geometry 11: too far', 'layer=1&originN=3000000000,0&src=a', 'invalid-value'],
		['pixels 18: effect=0', 'effect=0', 'invalid-value'],
	])('%s', (_, query, code) => {
		expect(errors(parse(query))).toEqual([code]);
	});

	test('geometry 5: segments of one number are one layer', () => {
		const request = parse('layer=1&pos=1,1&layer=2&pos=9,9&layer=1&pos=3,4');
		expect(request.layers.map(({ number, commands: { pos } }) => [number, pos])).toEqual([
			[0, undefined],
			[1, { x: 3, y: 4, unit: 'pixels' }],
			[2, { x: 9, y: 9, unit: 'pixels' }],
		]);
	});

	test('geometry 6: the last of src and text decides', () => {
		expect(layer(parse('layer=3&src=a&text=Hi'), 3)?.source.type).toBe('text');
		expect(layer(parse('layer=3&text=Hi&src=a'), 3)?.source.type).toBe('image');
	});

	test('geometry 7: pos and blendMode of layer 0 are ignored', () => {
		const request = parse('/is/image/c/img?pos=50,50&blendMode=mult');
		expect(request.layers[0]?.commands).toEqual({});
		expect(request.composite).toEqual({});
		expect(errors(request)).toEqual([]);
	});

	test('geometry 8: sizeN of a higher layer', () => {
		const request = parse('layer=1&src=a&sizeN=0.5,0.5');
		expect(layer(request, 1)?.commands.size).toEqual({ width: 0.5, height: 0.5, unit: 'relative' });
	});

	test('geometry 10: an error template', () => {
		const request = parse(
			'size=300,300&bgc=ffffff&text=$error.message$',
			{},
			{ variables: { 'error.message': 'Gone' } },
		);
		expect(request.layers[0]?.commands.size).toMatchObject({ width: 300, height: 300 });
		expect(shown(request.layers[0]?.source)).toBe('Gone');
		expect(request.commands.bgc).toMatchObject({ red: 255, green: 255, blue: 255 });
	});

	test('geometry 12: before any layer= flip acts on the composite, rotate on layer 0', () => {
		const comp = parse('?rotate=90&flip=lr');
		expect([comp.layers[0]?.commands, comp.composite]).toEqual([{ rotate: 90 }, { flip: 'lr' }]);
		const own = parse('?layer=0&rotate=90&flip=lr');
		expect([own.layers[0]?.commands, own.composite]).toEqual([{ rotate: 90, flip: 'lr' }, {}]);
	});
});

describe('pixels and text: what concerns reading only', () => {
	test('pixels 17: blendMode of layer 0 and comp', () => {
		const request = parse('layer=0&blendMode=mult&layer=comp&blendMode=screen');
		expect(request.layers[0]?.commands.blendMode).toBeUndefined();
		expect(request.composite.blendMode).toBeUndefined();
	});

	test('pixels 18: effects in ascending order', () => {
		const request = parse('layer=1&src=a&effect=7&effect=-1&effect=2&effect=-5');
		expect(layer(request, 1)?.effects.map((effect) => effect.number)).toEqual([-5, -1, 2, 7]);
	});

	test('pixels 20: an effect of the composite; a later colour overrides the macro', () => {
		const catalogs = { default: { macros: { shadow: 'color=0,0,0&opac=75' } } };
		const effects = (commands: string) => {
			const request = parse(`size=200,200&extend=0,0,10,10&effect=-1&${commands}`, catalogs);
			expect(request.layers[0]?.effects).toEqual([]);
			return request.compositeEffects;
		};
		const opac = { opacity: 75 };
		expect(effects('$shadow$&color=50,143,254')).toMatchObject([
			{ number: -1, commands: { color: { red: 50, green: 143, blue: 254 }, opac } },
		]);
		expect(effects('color=50,143,254&$shadow$')).toMatchObject([
			{ number: -1, commands: { color: { red: 0, green: 0, blue: 0 }, opac } },
		]);
	});

	test('pixels 21: pos of an effect counts', () => {
		const request = parse('layer=1&src=a&pos=50,40&effect=-1&pos=5,5');
		expect(layer(request, 1)?.effects[0]?.commands.pos).toMatchObject({ x: 5, y: 5 });
	});

	test('pixels 40: an effect heeds few commands', () => {
		const [effect] = parse('effect=-1&op_blur=3&op_brightness=50&op_sharpen=1&size=9,9').compositeEffects;
		expect(effect?.commands).toEqual({ op_blur: 3 });
	});

	test('text 14: of text, textPs and src the last counts', () => {
		expect(layer(parse('layer=1&text=A&src=b'), 1)?.source.type).toBe('image');
		expect(layer(parse('layer=1&src=b&text=A'), 1)?.source.type).toBe('text');
		const [both] = parse('text=A&textPs=B').layers;
		expect(both?.source).toMatchObject({ type: 'text', renderer: 'textPs' });
		expect(shown(both?.source)).toBe('B');
	});

	test.each([
		['text 5', 'text=%5Cfs40%20x', 'x'],
		['text 5: raw', 'text=\\fs40 x', 'x'],
		['text 6', 'text=a%5C%7Bb%5C%7Dc%5C%5Cd', 'a{b}c\\d'],
		['text 10', '$text=rate%26weight%3D85%25%2027%23&text=$text$', 'rate&weight=85% 27#'],
		['text 11', '$text=about+the+image&text=$text$', 'about the image'],
		['text 13', 'text=$foo$', '$foo$'],
	])('%s: %s', (_, query, expected) => {
		expect(shown(parse(query).layers[0]?.source)).toBe(expected);
	});

	test.each([
		[
			'pixels 32',
			'fmt=jpeg,gray&qlt=60',
			{ format: 'jpeg', pixelType: 'gray' },
			{ quality: 60, fullChroma: false },
		],
		[
			'pixels 33',
			'fmt=tif,,jpeg&qlt=95',
			{ format: 'tif', compression: 'jpeg' },
			{ quality: 95, fullChroma: false },
		],
		['pixels 34', 'fmt=webp&qlt=80,1', { format: 'webp' }, { quality: 80, fullChroma: true }],
	])('%s: %s', (_, query, fmt, qlt) => {
		expect(parse(query).commands).toEqual({ fmt, qlt });
	});

	test('pixels 10, 11: opacities of a layer and its effect', () => {
		const { layers } = parse('layer=1&text=x&opac=90,70&effect=-1&opac=50,20');
		expect(layers[1]?.commands.opac).toEqual({ opacity: 90, fill: 70 });
		expect(layers[1]?.effects[0]?.commands.opac).toEqual({ opacity: 50, fill: 20 });
	});

	test('protocol 51: sizeN= and blendMode= of layer 0 count in a watermark record', () => {
		const watermark = parse('sizeN=0.9,0.9&opac=20&blendMode=mult', {}, { watermark: true });
		expect(watermark.problems).toEqual([]);
		expect(watermark.layers[0]?.commands).toEqual({
			size: { width: 0.9, height: 0.9, unit: 'relative' },
			blendMode: 'mult',
		});
		expect(watermark.composite.opac?.opacity).toBe(20);
	});

	test('text 15: one layer in two segments', () => {
		expect(shown(layer(parse('layer=1&text=A&layer=2&text=B&layer=1&text=C'), 1)?.source)).toBe('C');
	});

	test('text 16, 18, 21: textAttr', () => {
		const attributes = (query: string) => parse(query).layers[0]?.commands.textAttr;
		expect(attributes('text=x&textAttr=144')).toEqual({
			resolution: 144,
			antiAliasing: 'norm',
			resolutionMode: 'fixedRes',
			wordWrap: 'wrap',
		});
		expect(attributes('textAttr=72,norm,autoRes&size=300,0&text=x')?.resolutionMode).toBe('autoRes');
		expect(attributes('textPs=x&textAttr=100,crisp,maxRes,noWrap')).toEqual({
			resolution: 100,
			antiAliasing: 'crisp',
			resolutionMode: 'fixedRes',
			wordWrap: 'wrap',
		});
	});

	test.each([
		['\\ql a\\par\\qr b', '', ['not-permitted']],
		['\\ql a\\par\\qr b', '&size=300,0', ['not-permitted']],
		['\\ql a\\par\\qr b', '&size=300,50', []],
		['a\\par\\qr b', '', []],
	])('text 30: %s%s', (text, query, expected) => {
		expect(errors(parse(`text=${text}${query}`))).toEqual(expected);
	});

	test('text 31: path and flow path', () => {
		expect(errors(parse('textPs=a&textPath=M0,0,L9,9&textFlowPath=M0,0,L9,0,L9,9Z'))).toEqual([
			'not-permitted',
		]);
	});

	test('text 32: textAngle is for textPs= without a path', () => {
		const angle = (query: string) => parse(query).layers[0]?.commands.textAngle;
		expect(angle('textPs=a&textAngle=90')).toBe(90);
		expect(angle('textPs=a&textAngle=90&textPath=M0,0,L9,9')).toBeUndefined();
		expect(angle('text=a&textAngle=90')).toBeUndefined();
	});

	test.each([
		['M0,0L9,9', 'norm,0.5,1.2', ['not-permitted']],
		['M0,0L9,9L9,0Z', 'norm,0.5,1.2', []],
		['M0,0L9,9L9,0Z', 'norm,0.5,1.6', ['invalid-value']],
		['M0,0L9,9', 'norm,0.5,1.6', ['invalid-value']],
		['M0,0L9,9', 'reverse', []],
	])('text 33: %s with %s', (path, attributes, expected) => {
		expect(errors(parse(`textPs=a&textPath=${path}&pathAttr=${attributes}`))).toEqual(expected);
	});

	test('text 33: reverse is reverse,0,1', () => {
		const attributes = (text: string) =>
			parse(`textPs=a&textPath=M0,0L9,9&pathAttr=${text}`).layers[0]?.commands.pathAttr;
		expect(attributes('reverse')).toBeDefined();
		expect(attributes('reverse')).toEqual(attributes('reverse,0,1'));
		expect(attributes('reverse')).not.toEqual(attributes('norm,0,1'));
	});

	test('text 49: text= is not localized', () => {
		const catalogs = { A: { attributes: { LocaleStrMap: 'nl,N|,' } } };
		const { layers } = parse('/is/image/A/x?text=%5Eloc%3DN%5EDutch&locale=nl', catalogs);
		expect(shown(layers[0]?.source)).toBe('^loc=N^Dutch');
		expect(shown(parse('text=%5Eloc%3DN%5EDutch&locale=nl').layers[0]?.source)).toBe('^loc=N^Dutch');
	});
});

describe('what layer 0 shows', () => {
	const records = {
		photo: { Path: 'p.png' },
		body: { Modifier: 'size=30,20&color=ff0000' },
		empty: { Modifier: 'wid=3' },
	};
	test.each([
		['/is/image/A/photo', 'image'],
		['/is/image/A/unknown', 'image'],
		['/is/image/A/body', 'solid'],
		['/is/image/A/empty', 'none'],
		['/is/image/A/photo?template=empty', 'none'],
		['/is/image/A/photo?template=empty&src=$object$', 'image'],
		['/is/image/A/photo?text=Hi', 'text'],
		['/is/image?src=x', 'image'],
		['/is/image', 'none'],
	])('%s: %s', (url, type) => {
		expect(parse(url, { A: { records } }).layers[0]?.source.type).toBe(type);
	});

	test('a catalog may be named without an object', () => {
		const request = parse('/is/image/A?layer=0&src=photo', { A: { records } });
		expect(request).toMatchObject({ catalog: 'A', object: undefined });
		expect(request.layers[0]?.source).toMatchObject({ object: { rootId: 'A', record: { Path: 'p.png' } } });
	});

	test('template= reads the Modifier of the path object only where $object$ stands', () => {
		const catalogs = {
			A: {
				records: {
					x: { Path: 'x', Modifier: 'op_blur=3&wid=9', PostModifier: 'qlt=77' },
					T: { Modifier: 'size=50,50&color=fff000&layer=1&src=$object$', PostModifier: 'qlt=1' },
				},
			},
		};
		const request = parse('/is/image/A/x?template=T', catalogs);
		expect(request.template).toMatchObject({ id: 'T' });
		expect(request.composite).toEqual({});
		expect(layer(request, 1)?.commands).toEqual({ op_blur: 3 });
		expect(request.commands.qlt?.quality).toBe(77);
	});
});

describe('where the request is in the URL', () => {
	test.each([
		['https://h/is/image/Acme/x?wid=3', undefined, 'Acme/x'],
		['/is/image/Acme/x?wid=3', undefined, 'Acme/x'],
		['//h/is/image/Acme/x?wid=3#top', undefined, 'Acme/x'],
		['https://h/cdn/is/image/Acme/x?wid=3', undefined, 'Acme/x'],
		['https://h/img/Acme/x?wid=3', '/img', 'Acme/x'],
		['https://h/is/image/a%20b?wid=3', undefined, 'a b'],
	])('%s', (url, root, object) => {
		const request = parseImageRequest(url, {}, root === undefined ? {} : { root });
		expect(request.object?.specifier).toBe(object);
		expect(request.commands).toEqual({ wid: 3 });
	});

	test.each(['', 'x', 'https://h/photo.jpg?wid=3', '/is/images/x', 'http://'])('none in "%s"', (url) => {
		const request = parseImageRequest(url);
		expect(request.context).toBeUndefined();
		expect(errors(request)).toEqual(['not-image-serving']);
	});

	test.each([
		['/is/image/a/../b', 'refused'],
		['/is/image/a%2Cb', 'not-permitted'],
	])('%s is %s', (url, code) => {
		expect(errors(parseImageRequest(url))).toEqual([code]);
	});
});

test('unknown commands are kept and reported with their place', () => {
	const url = '/is/image/c/x?wid=3&Foo=a%20b&layer=1&src=a&bar';
	const request = parseImageRequest(url);
	expect(request.leftovers).toEqual([
		{ segment: '', text: 'Foo=a%20b' },
		{ segment: 'layer=1', text: 'bar' },
	]);
	expect(request.problems).toMatchObject([
		{ code: 'unknown-command', piece: 'Foo=a%20b', position: url.indexOf('Foo'), severity: 'warning' },
		{ code: 'unknown-command', piece: 'bar', position: url.indexOf('bar') },
	]);
});

import { describe, expect, it } from 'vitest';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import type { Catalogs } from '../../protocol/catalogs.js';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import type { Failure } from '../failure.js';
import { wordError } from '../wording.js';
import type { ReplyView } from './answer.js';
import { answerProperties, asksForProperties, propertyLookups } from './answer-properties.js';
import { readJavascript, readJsonp, readText, readXml } from './testing/readers.js';

const network: Failure = { reason: 'network', status: 0, serverText: '' };
const timeout: Failure = { reason: 'timeout', status: 0, serverText: '' };
const missing: Failure = { reason: 'missing', status: 403, serverText: 'Unable to find it' };
const broken: Failure = { reason: 'server', status: 500, serverText: '' };

const TIME = Date.UTC(2026, 8, 5, 18, 23, 6);
const TWO_LINES = '#S7Z OK\n#Sat Sep 05 18:23:06 UTC 2026\n';

const map =
	'<AREA SHAPE="RECT" COORDS="100,200,300,400" HREF="a?b=1&amp;c=2" ALT="^loc=D^Hut^loc=E^Hat">' +
	"<area shape=poly coords='0,0,500,0,500,500' alt='say \"x\"'><area nohref>";

const catalogs: Catalogs = {
	default: { attributes: { MaxPix: '2000,2000' }, records: { 'shared/hat': { Path: 'h.tif' } } },
	cat: {
		attributes: {
			ErrorDetail: 0,
			BkgColor: '0xff8000',
			ThumbType: 3,
			LocaleStrMap: 'en,E|de,D|,E',
			DefaultLocale: 'de',
			NonImgExpiration: 0.5,
			Expiration: 2,
		},
		records: {
			bg: { Path: 'bg.tif', Size: '1000,1000' },
			user: { Path: 'u.tif', UserData: 'a=1??b=2' },
			notes: { Path: 'u.tif', UserData: 'just words' },
			sights: { Path: 't.tif', Targets: 'Target.1.rect=0,0,10,10??Target.1.label=X' },
			set: { ImageSet: 'cat/a;cat/a,cat/b;cat/b', Path: 's.tif', Expiration: 7 },
			mapped: { Path: 'm.tif', Size: '1000,500', Map: map, Expiration: 5 },
			modified: { Path: 'm.tif', Modifier: '$thumb$&bgc=$paint$', PostModifier: 'qlt=70' },
			full: {
				Path: 'f.tif',
				MaskPath: 'f-mask.tif',
				Size: '2001, 1500',
				Modifier: 'bgc=ffffff',
				Expiration: -2,
				Resolution: 300,
				TimeStamp: '07/25/2014 17:28:32 PDT',
			},
		},
		macros: { thumb: 'wid=120&fit=crop,1' },
	},
};

const half: ReplyView = (request, composite) => {
	if (request.commands.wid === 9999) throw new Error('too large for MaxPix');
	const reply = { width: composite.width / 2, height: composite.height / 2 };
	return { reply, picture: { x: 0, y: 0, ...reply }, type: 'image/png' };
};

function answer(path: string, failure = network, own: Catalogs = catalogs) {
	const request = parseImageRequest(path.startsWith('/') ? path : `/is/image/${path}`, own);
	const attributes = effectiveAttributes(own, request.catalog);
	const word = (error: Failure) => wordError(error, request.object?.specifier ?? '', attributes.ErrorDetail);
	return answerProperties(failure, request, { catalogs: own, attributes, word, view: half, time: TIME });
}

function body(path: string, failure?: Failure, own?: Catalogs): string | undefined {
	return answer(path, failure, own)?.body;
}

describe('byte formats', () => {
	it.each([
		[
			'catalog-and-errors 30: the objects of a valid request need not exist',
			'cat/missing?req=validate&layer=1&src=cat/neither',
			`${TWO_LINES}request.isValid=1\n`,
			'text/plain',
		],
		['catalog-and-errors 31', 'cat/bg?req=exists', `${TWO_LINES}catalogRecord.exists=1\n`, 'text/plain'],
		[
			'catalog-and-errors 32',
			'cat/missing?req=exists,javascript',
			"catalogRecord.exists='0'\n",
			'text/javascript',
		],
		[
			'catalog-and-errors 33',
			'cat/bg?req=exists,xml',
			[
				'<?xml version="1.0" encoding="UTF-8" ?>',
				'<prop-group>',
				'   <prop-group name="catalogRecord">',
				'       <property name="exists" value="1" />',
				'   </prop-group>',
				'</prop-group>',
				'',
			].join('\n'),
			'text/xml',
		],
		[
			'catalog-and-errors 34',
			'cat/bg?req=exists,json',
			'/*jsonp*/s7jsonResponse({"catalogRecord.exists":"1"},"");',
			'text/javascript',
		],
		[
			'catalog-and-errors 35',
			'cat/bg?req=exists,json&id=42&handler=myCb1',
			'/*jsonp*/myCb1({"catalogRecord.exists":"1"},"42");',
			'text/javascript',
		],
		['catalog-and-errors 39', 'cat/missing?req=userdata', '\r\n', 'text/plain; charset=utf-8'],
		['catalog-and-errors 39: targets', 'cat/missing?req=targets', '\r\n', 'text/plain; charset=utf-8'],
		['catalog-and-errors 39: imageset', 'cat/missing?req=imageset', '\r\n', 'text/plain; charset=utf-8'],
		['catalog-and-errors 40', 'cat/user?req=userdata', 'a=1\r\nb=2\r\n', 'text/plain; charset=utf-8'],
		[
			'catalog-and-errors 41',
			'cat/sights?req=targets',
			'Target.1.rect=0,0,10,10\r\nTarget.1.label=X\r\n',
			'text/plain; charset=utf-8',
		],
		[
			'a set as real servers send it',
			'cat/set?req=imageset,json&id=-988922133',
			'/*jsonp*/s7jsonResponse({"IMAGE_SET":"cat/a;cat/a,cat/b;cat/b"},"-988922133");',
			'text/javascript',
		],
		[
			'user data as JSONP',
			'cat/user?req=userdata,json&id=1',
			'/*jsonp*/s7jsonResponse({"a":"1","b":"2"},"1");',
			'text/javascript',
		],
		[
			'nothing as JSONP',
			'cat/missing?req=userdata,json&id=1',
			'/*jsonp*/s7jsonResponse({},"1");',
			'text/javascript',
		],
		[
			'nothing as XML',
			'cat/missing?req=userdata,xml',
			'<?xml version="1.0" encoding="UTF-8" ?>\n<prop-group>\n</prop-group>\n',
			'text/xml',
		],
		[
			'names are split at the last dot',
			'cat/sights?req=targets,xml',
			[
				'<?xml version="1.0" encoding="UTF-8" ?>',
				'<prop-group>',
				'   <prop-group name="Target.1">',
				'       <property name="rect" value="0,0,10,10" />',
				'       <property name="label" value="X" />',
				'   </prop-group>',
				'</prop-group>',
				'',
			].join('\n'),
			'text/xml',
		],
	])('%s: %s', (_, path, expected, type) => {
		expect(answer(path)).toMatchObject({ body: expected, type, status: 200 });
	});

	it('catalog-and-errors 36: an error as JSONP never calls the handler', () => {
		expect(answer('cat/missing?req=props,json&id=7&handler=myCb1', missing)).toEqual({
			type: 'text/javascript',
			body: '/*jsonp*/s7jsonError({"message":"Image not found","title":"Image not found"},"7");',
			status: 200,
			seconds: 0,
		});
	});

	it('catalog-and-errors 37: quotation marks of javascript values are doubled', () => {
		const own = { cat: { records: { bg: { Size: '9,9', IccProfile: "It's" } } } };
		expect(body('cat/bg?req=imageprops,javascript', network, own)).toContain("image.iccProfile='It''s'\n");
	});

	it('catalog-and-errors 42: the greeting of a server that does not answer is not forged', () => {
		// the vector's reply says that the server is well; monitors ask for it
		for (const url of ['/is/image', '/is/image?']) {
			expect(asksForProperties(parseImageRequest(url, catalogs))).toBe(true);
			expect(answer(url)).toMatchObject({
				status: 503,
				body: 'Image server not reachable',
				type: 'text/plain; charset=utf-8',
			});
		}
	});

	it('catalog-and-errors 43: the properties of the default catalog are always told', () => {
		expect(Object.fromEntries(readText(body('/is/image?req=catalogprops') ?? ''))).toMatchObject({
			'catalog.maxPix': '2000,2000',
			'catalog.bkgColor': 'ffffff',
		});
	});

	it('the same properties in every format', () => {
		const path = 'cat/full?req=imageprops,';
		const properties = readText(body(`${path}text`) ?? '');
		expect(readJavascript(body(`${path}javascript`) ?? '')).toEqual(properties);
		expect(readXml(body(`${path}xml`) ?? '')).toEqual(properties);
		expect(readJsonp(body(`${path}json&id=x`) ?? '', 's7jsonResponse')).toEqual([
			[Object.fromEntries(properties), 'x'],
		]);
	});
});

describe('errors in the format asked for', () => {
	it.each([
		['cat/bg?req=set', 'text/xml', readXml],
		['cat/bg?req=xmp', 'text/xml', readXml],
		['cat/missing?req=props,xml', 'text/xml', readXml],
		['cat/missing?req=props,javascript', 'text/javascript', readJavascript],
		// a format that the type does not have is still the one that the page can read
		['cat/user?req=userdata,javascript', 'text/javascript', readJavascript],
	] as const)('%s', (path, type, read) => {
		const reply = answer(path);
		expect(reply).toMatchObject({ type, status: 503, seconds: 0 });
		expect(read(reply?.body ?? '')).toEqual([
			['error.title', 'Image server not reachable'],
			['error.message', 'Image server not reachable'],
		]);
	});

	it('text is the bare message', () => {
		expect(body('cat/bg?req=loadcache')).toBe('Image server not reachable');
	});

	it('the status tells a server that is late from one that is away', () => {
		expect(answer('cat/bg?req=xmp', timeout)?.status).toBe(504);
		expect(answer('cat/bg?req=xmp,json', timeout)?.status).toBe(200);
	});

	it('an answer of the server itself is better than ours', () => {
		expect(answer('cat/missing?req=props', missing)).toBeUndefined();
		expect(answer('cat/missing?req=xmp', broken)).toBeUndefined();
		expect(answer('cat/bg?req=exists', missing)).toBeUndefined();
		const content: Failure = { reason: 'content', status: 200, serverText: '' };
		expect(answer('cat/bg?req=exists,json', content)).toBeUndefined();
	});

	it('a server that fails is stood in for where the catalog knows', () => {
		expect(body('cat/bg?req=exists', broken)).toContain('catalogRecord.exists=1');
	});

	it.each(['a(b', '', 'alert%281%29', 'a.b', 'é', 'while'])('the handler "%s" is an error', (handler) => {
		const reply = answer(`cat/bg?req=exists,json&id=3&handler=${handler}`);
		expect(reply).toMatchObject({ status: 200, seconds: 0 });
		expect(reply?.body).toBe(
			'/*jsonp*/s7jsonError({"message":"Invalid image request","title":"Invalid image request"},"3");',
		);
	});

	it.each([
		[
			'req=foo,json&id=4',
			'text/javascript',
			200,
			/^\/\*jsonp\*\/s7jsonError\(\{"message":"The request[^}]*There is no request of type \\"foo\\"/,
		],
		['req=foo%2CXML', 'text/xml', 403, /<property name="message" value="[^"]*&#34;foo&#34;/],
		['req=foo,yaml', 'text/plain; charset=utf-8', 403, /type "foo"/],
		['REQ=foo', 'text/plain; charset=utf-8', 403, /type "foo"/],
		['$ask$', 'text/javascript', 200, /"foo/],
	] as const)('%s, a type that there is not, asks for no picture', (query, type, status, says) => {
		const own = { cat: { attributes: { ErrorDetail: 2 }, macros: { ask: 'req=foo,json' } } };
		expect(answer(`cat/bg?${query}`, network, own)).toMatchObject({
			...{ type, status, seconds: 0 },
			body: expect.stringMatching(says),
		});
	});

	it('of two types the last one counts', () => {
		expect(body('cat/bg?req=foo,json&req=exists')).toContain('exists=1');
		expect(answer('cat/bg?req=exists&req=img')).toBeUndefined();
	});

	it('a request that breaks a rule is not valid, and says which', () => {
		const own = { cat: { attributes: { ErrorDetail: 2 } } };
		expect(answer('cat/bg?req=validate&wid=wide', network, own)).toMatchObject({
			status: 403,
			body: expect.stringMatching(/^The request for cat\/bg is not valid\. wid= needs/),
		});
		expect(body('cat/bg?req=validate,json&wid=wide', network, own)).toMatch(/^\/\*jsonp\*\/s7jsonError\(/);
	});
});

describe('what the catalog of the client knows', () => {
	it('an object of a catalog that it does not have may well exist', () => {
		expect(answer('Other/bg?req=exists')).toMatchObject({ status: 503 });
		expect(body('shared/hat?req=exists')).toContain('exists=1');
		expect(body('nowhere?req=exists')).toContain('exists=0');
	});

	it('static content is in none of its catalogs, unless it is listed', () => {
		expect(answer('/is/content/cat/bg?req=exists')).toMatchObject({ status: 503 });
		expect(answer('/is/content/default/bg?req=exists')).toMatchObject({ status: 503 });
	});

	it('attributes, written as the attribute files write them', () => {
		const read = Object.fromEntries(readText(body('cat/missing?req=catalogprops') ?? ''));
		expect(read).toMatchObject({
			'catalog.bkgColor': 'ff8000',
			'catalog.maxPix': '2000,2000',
			'catalog.jpegQuality': '80,0',
			'catalog.thumbType': '3',
			'catalog.thumbHorizAlign': '2',
			'catalog.expiration': '2',
			'catalog.watermark': '',
		});
	});

	it('imageprops: what stands in the record; without the size nothing', () => {
		const read = Object.fromEntries(readText(body('cat/full?req=imageprops') ?? ''));
		expect(read).toEqual({
			'image.anchor': '1000,750',
			'image.expiration': '2',
			'image.height': '1500',
			'image.width': '2001',
			'image.mask': '3',
			'image.modifier': 'bgc=ffffff',
			'image.postModifier': '',
			'image.resolution': '300',
			'image.thumbType': '3',
			'image.timeStamp': 'Sat Jul 26 00:28:32 UTC 2014',
			'image.translatedId': 'full',
		});
		expect(answer('cat/user?req=imageprops')).toMatchObject({ status: 503 });
		expect(answer('cat/missing?req=imageprops')).toMatchObject({ status: 503 });
	});

	it('props: the reply to one image of known size', () => {
		const read = Object.fromEntries(readText(body('cat/bg?req=props&wid=500&fmt=png-alpha&qlt=60') ?? ''));
		expect(read).toMatchObject({
			'image.width': '500',
			'image.height': '500',
			'image.bgc': 'ff8000',
			'image.mask': '1',
			'image.quality': '60',
			'image.type': 'image/png',
			'image.length': '0',
		});
		expect(answer('cat/bg?req=props&crop=0,0,10,10')).toMatchObject({ status: 503 });
		expect(answer('cat/bg?req=props&layer=1&size=9,9&color=0')).toMatchObject({ status: 503 });
		expect(answer('cat/user?req=props')).toMatchObject({ status: 503 });
		expect(answer('cat/bg?req=props&wid=9999')).toMatchObject({ status: 403 });
		expect(answer('cat/bg?req=props&wid=wide')).toMatchObject({ status: 403 });
		expect(answer('cat/bg?req=resolve&wid=wide')).toMatchObject({ status: 403 });
	});

	it('resolve: records, macros and variables written out', () => {
		const text = body('cat/modified?req=resolve&$paint=ff0000') ?? '';
		expect(text).toBe('/is/image/cat/modified?wid=120&qlt=70&fit=crop,1&bgc=ff0000');
	});

	it.each([
		['de', 'a=1\r\nb=Hut\r\n'],
		['en', 'a=1\r\nb=Hat\r\n'],
		['', 'a=1\r\nb=Hut\r\n'],
		['ja', 'a=1\r\nb=Hat\r\n'],
	])('strings of the catalog in the language "%s"', (locale, expected) => {
		const own = {
			cat: {
				attributes: catalogs.cat?.attributes ?? {},
				records: { hat: { UserData: 'a=1??b=^loc=D^Hut^loc=E^Hat' } },
			},
		};
		expect(body(`cat/hat?req=userdata&locale=${locale}`, network, own)).toBe(expected);
	});

	it('user data that are no properties go out as text only', () => {
		expect(body('cat/notes?req=userdata')).toBe('just words\r\n');
		expect(body('cat/notes?req=userdata,json')).toBe('/*jsonp*/s7jsonResponse({},"");');
	});

	it('xlate: the translations that exist, for whatever locale', () => {
		const own = {
			default: { records: { image_it: {} } },
			cat: {
				attributes: { LocaleMap: 'fr,_fr,|de,_de,|it,_it|,' },
				records: { image: {}, image_de: {}, image_fr: {} },
			},
		};
		expect(body('cat/image?req=xlate,json&locale=de', network, own)).toBe(
			'/*jsonp*/s7jsonResponse({"xlate.translatedIds":"image_fr,image,image_de,image_it"},"");',
		);
		expect(body('cat/bg?req=xlate')).toContain('xlate.translatedIds=bg\n');
		expect(body('cat/missing?req=xlate')).toContain('xlate.translatedIds=\n');
	});

	it('propertyLookups names the records that must be there first', () => {
		const own = { cat: { attributes: { LocaleMap: 'fr,_fr|,' } } };
		const lookups = (path: string) => propertyLookups(parseImageRequest(path, own), own);
		expect(lookups('/is/image/cat/a?req=xlate')).toEqual([
			{ rootId: 'cat', id: 'a_fr' },
			{ rootId: 'default', id: 'a_fr' },
			{ rootId: 'cat', id: 'a' },
			{ rootId: 'default', id: 'a' },
		]);
		expect(lookups('/is/image/cat/a?req=exists')).toEqual([]);
	});
});

describe('static content', () => {
	const own: Catalogs = {
		cat: {
			attributes: { Expiration: 3, NonImgExpiration: 0.5, LocaleMap: 'de,_de|,' },
			records: { bg: { Path: 'bg.tif' }, doc: { UserData: 'of=image' } },
			staticContent: {
				doc: { Path: 'd.pdf', UserType: 'pdf', UserData: 'pages=3', TimeStamp: '07/25/2014 17:28:32 PDT' },
				doc_de: { Path: 'd-de.pdf', Expiration: 7 },
				plain: { Path: 'p.txt' },
			},
		},
	};
	const ask = (query: string, failure?: Failure) => answer(`/is/content/cat/${query}`, failure, own);

	it.each([
		['doc?req=exists,json&id=1', 's7jsonResponse({"catalogRecord.exists":"1"},"1")'],
		['none?req=exists,json', 's7jsonResponse({"catalogRecord.exists":"0"},"")'],
		// ids of their own
		['bg?req=exists,json', 's7jsonResponse({"catalogRecord.exists":"0"},"")'],
		['doc?req=userdata', 'pages=3\r\n'],
		[
			'doc?req=props,json',
			'{"path":"d.pdf","expiration":"3","lastModified":"Sat Jul 26 00:28:32 UTC 2014","userType":"pdf"}',
		],
		['doc?locale=de&req=props,json', '{"path":"d-de.pdf","expiration":"7","userType":""}'],
	])('%s', (query, says) => {
		expect(ask(query)).toMatchObject({ status: 200, body: expect.stringContaining(says) });
	});

	it.each([
		['catalog-and-errors 68: another case is another type', 'doc?type=PDF&req=exists', 403],
		['catalog-and-errors 68: an item without a type is of any', 'plain?type=PDF&req=exists', 200],
		['protocol 55: the type of the item', 'doc?type=pdf&req=exists', 200],
		['protocol 55: no type asked for', 'doc?type=&req=exists', 200],
	])('%s', (_, query, status) => {
		expect(ask(query)).toMatchObject({ status });
	});

	it('data may be kept as long as the item or NonImgExpiration says', () => {
		expect(ask('doc?req=userdata')?.seconds).toBe(3 * 3600);
		expect(ask('doc?req=exists')?.seconds).toBe(1800);
	});

	it('what nobody else can ask of it is an error in the format asked for', () => {
		expect(ask('doc?req=imageset,json')?.body).toMatch(/s7jsonError/);
		expect(ask('none?req=props')).toMatchObject({ status: 503, body: 'Image server not reachable' });
	});

	it('a file is no picture: a server that is gone is told in plain text, never by an image', () => {
		expect(asksForProperties(parseImageRequest('/is/content/cat/doc', own))).toBe(true);
		expect(ask('doc')).toMatchObject({ status: 503, type: 'text/plain; charset=utf-8' });
		expect(ask('doc', missing)).toBeUndefined();
	});
});

describe('what nobody but the server has', () => {
	it.each([
		['req=set,json&id=5', 'text/javascript', 200],
		['req=mbrSet', 'text/plain; charset=utf-8', 503],
		['req=mbrset,xml', 'text/xml', 503],
	])('%s is an error in the format asked for', (query, type, status) => {
		expect(answer(`cat/set?${query}`)).toMatchObject({ type, status, seconds: 0 });
	});
});

it('catalogprops tell what is set, and leave out what is not', () => {
	const own = {
		cat: { attributes: { ResMode: 4, DefaultExt: '.tif', PublishInfo: 'spring', Watermark: 'w' } },
	};
	const read = Object.fromEntries(readText(body('cat?req=catalogprops', network, own) ?? ''));
	expect(read).toMatchObject({
		'catalog.resMode': '4',
		'catalog.defaultExt': '.tif',
		'catalog.publishInfo': 'spring',
		'catalog.watermark': 'w',
	});
	expect(read).not.toHaveProperty('catalog.thumbRes');
	expect(read).not.toHaveProperty('catalog.fileTime');
});

describe('image maps', () => {
	const own =
		'<AREA SHAPE="RECT" COORDS="100,200,300,400" HREF="a?b=1&amp;c=2" ALT="Hut">' +
		"<area shape=poly coords='0,0,500,0,500,500' alt='say \"x\"'><area nohref>";

	it('without commands that of the record, in its language', () => {
		expect(body('cat/mapped?req=map&locale=de')).toBe(own);
	});

	it('nothing is an empty string or an empty element', () => {
		expect(body('cat/bg?req=map')).toBe('');
		expect(body('cat/missing?req=map,xml')).toBe('<?xml version="1.0" encoding="UTF-8" ?>\n<map>\n</map>\n');
	});

	it('as XML: well formed whatever the HTML looks like', () => {
		expect(body('cat/mapped?req=map,xml')?.split('\n').slice(1)).toEqual([
			'<map>',
			'   <AREA SHAPE="RECT" COORDS="100,200,300,400" HREF="a?b=1&#38;c=2" ALT="Hut" />',
			'   <AREA shape="poly" coords="0,0,500,0,500,500" alt="say &#34;x&#34;" />',
			'   <AREA nohref="" />',
			'</map>',
			'',
		]);
	});

	it('protocol 56: in a view the coordinates follow the picture; what has no shape covers it', () => {
		expect(body('cat/mapped?req=map&wid=500')?.split('\r\n')).toEqual([
			'<AREA SHAPE="RECT" COORDS="50,100,150,200" HREF="a?b=1&amp;c=2" ALT="Hut">',
			'<AREA SHAPE="POLY" COORDS="0,0,250,0,250,250" alt=\'say "x"\'>',
			'<AREA SHAPE="RECT" COORDS="0,0,500,250" nohref="">',
		]);
	});

	it('areas are cut off at the end of the image, and dropped beyond it', () => {
		const request = (coords: string) =>
			body(`cat/bg?req=map&wid=500&map=${encodeURIComponent(`<area shape=rect coords=${coords}>`)}`);
		expect(request('-50,900,200,2000')).toBe('<AREA SHAPE="RECT" COORDS="0,450,100,500">');
		expect(request('1001,0,2000,10')).toBe('');
		expect(request('x,0,1,1')).toBe('');
	});

	it('a composite that needs the images themselves is the server’s', () => {
		for (const query of ['rotate=90', 'layer=1&src=cat/bg', 'flip=lr&wid=9']) {
			expect(answer(`cat/mapped?req=map&${query}`)).toMatchObject({ status: 503 });
		}
	});

	it('the map of the composite lies behind those of the layers', () => {
		const area = (shape: string) => encodeURIComponent(`<area shape=rect coords=0,0,500,500 alt=${shape}>`);
		const query = `layer=0&map=${area('front')}&layer=comp&clipPath=M0,0L9,9L0,9z&map=${area('back')}`;
		expect(body(`cat/bg?req=map&wid=500&${query}`)?.match(/alt="\w+"/g)).toEqual([
			'alt="front"',
			'alt="back"',
		]);
	});

	it('a view or a command that is none is an error of the request', () => {
		expect(answer('cat/mapped?req=map&wid=9999')).toMatchObject({ status: 403 });
		expect(answer('cat/mapped?req=map&wid=9&fit=nonsense')).toMatchObject({ status: 403 });
	});

	it('what moves nothing leaves the map as it is, unless DefaultPix may scale the reply', () => {
		expect(body('cat/mapped?req=map&qlt=80&op_blur=2&locale=de')).toBe(own);
		const { cat } = catalogs;
		const small = { ...catalogs, cat: { ...cat, attributes: { ...cat?.attributes, DefaultPix: '500,500' } } };
		expect(body('cat/mapped?req=map&qlt=80', network, small)).toContain('COORDS="50,100,150,200"');
	});

	it('an element that is never closed does not take long', () => {
		const hostile = encodeURIComponent('<area "'.repeat(20_000));
		expect(body(`cat/bg?req=map&wid=9&map=${hostile}`)).toBe('');
	});
});

describe('time to live', () => {
	it.each([
		['cat/set?req=imageset', 1800],
		['cat/mapped?req=map', 5 * 3600],
		['cat/user?req=userdata', 2 * 3600],
		['cat/bg?req=validate', 0],
		['cat/bg?req=resolve', 0],
	])('catalog-and-errors 67: %s', (path, seconds) => {
		expect(answer(path)?.seconds).toBe(seconds);
	});

	it('for ever is a year', () => {
		const own = { cat: { attributes: { NonImgExpiration: -1 } } };
		expect(answer('cat/x?req=exists', network, own)?.seconds).toBe(365 * 24 * 3600);
	});
});

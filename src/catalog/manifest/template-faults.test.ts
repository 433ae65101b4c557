import { describe, expect, test } from 'vitest';
import { type ManifestOptions, parseManifest } from './manifest.js';
import { ManifestError } from './manifest-error.js';

const servers = [{ origin: 'https://images.test' }];

function faults(catalogs: Record<string, unknown>, options?: ManifestOptions): string[] {
	try {
		parseManifest({ servers, catalogs }, options);
		return [];
	} catch (error) {
		if (error instanceof ManifestError) return error.issues.map(({ path, message }) => `${path}: ${message}`);
		throw error;
	}
}

describe('a broken template is an error at the path of its record', () => {
	test.each([
		['Modifier', 'wid=abc'],
		['Modifier', 'size=300,300&bgc=white'],
		['PostModifier', 'qlt=high'],
		['Modifier', 'layer=foo&src=x'],
		['Modifier', 'src=is(a/b?wid=x)'],
		['Modifier', 'src=is('],
		['Modifier', 'template=other'],
	])('%s: %s', (field, commands) => {
		const [fault, ...others] = faults({ Acme: { records: { onError: { [field]: commands } } } });
		expect(fault).toMatch(new RegExp(`^\\$\\.catalogs\\.Acme\\.records\\.onError\\.${field}: `));
		expect(others).toEqual([]);
	});

	test('the default catalog’s too', () => {
		const [fault] = faults({ default: { records: { 'on/error': { Modifier: 'wid=abc' } } } });
		expect(fault).toMatch(/^\$\.catalogs\.default\.records\["on\/error"\]\.Modifier: .*"abc"/);
	});

	test('a macro', () => {
		expect(faults({ Acme: { macros: { thumb: 'wid=abc', fine: 'wid=120&hei=120&fit=crop,1' } } })).toEqual([
			expect.stringMatching(/^\$\.catalogs\.Acme\.macros\.thumb: .*\(in `wid=abc`\)$/),
		]);
	});

	test('macros that call each other in a circle', () => {
		expect(faults({ Acme: { macros: { a: '$b$', b: '$a$' } } })).toHaveLength(2);
	});
});

describe('what a request can still put right is no fault', () => {
	test.each([
		'size=300,300&bgc=ffffff&text=$error.message$',
		'wid=$width$&layer=$n$&src=$img$',
		'fit=crop,1',
		'layer=1&color=ff0000',
		'unknown=1',
		'$thumb$&$elsewhere$',
		'',
	])('%s', (Modifier) => {
		expect(faults({ Acme: { macros: { thumb: 'wid=120' }, records: { onError: { Modifier } } } })).toEqual(
			[],
		);
	});

	test('a catalog whose requests are locked or translated', () => {
		const attributes = { RequestLock: 1, RequestObfuscation: 1, LocaleMap: 'fr,_F' };
		expect(
			faults({ Acme: { attributes, macros: { a: 'wid=1' }, records: { x: { Modifier: 'wid=1' } } } }),
		).toEqual([]);
	});
});

describe('a large catalog is judged in part', () => {
	const many = Object.fromEntries(
		Array.from({ length: 600 }, (_, n) => [`r${n}`, { Modifier: `wid=${n + 1}` }]),
	);

	test('default and error images come first', () => {
		const records = { ...many, onError: { Modifier: 'wid=abc' } };
		expect(faults({ Acme: { attributes: { ErrorImage: 'Acme/onError' }, records } })).toHaveLength(1);
	});

	test('a tool judges all of it', () => {
		const catalogs = { Acme: { records: { ...many, last: { Modifier: 'wid=abc' } } } };
		expect(faults(catalogs)).toEqual([]);
		expect(faults(catalogs, { templates: Number.POSITIVE_INFINITY })).toHaveLength(1);
	});

	test('at most 20 faults are reported', () => {
		const broken = Object.fromEntries(
			Array.from({ length: 600 }, (_, n) => [`r${n}`, { Modifier: `wid=x${n}` }]),
		);
		expect(faults({ Acme: { records: broken } })).toHaveLength(20);
	});
});

describe('a watermark', () => {
	const records = { mark: { Modifier: 'sizeN=0.9,0.9&opac=20' } };
	test('may have a relative size at layer 0', () => {
		expect(faults({ Acme: { attributes: { Watermark: 'mark' }, records } })).toEqual([]);
		expect(faults({ default: { attributes: { Watermark: 'Acme/mark' } }, Acme: { records } })).toEqual([]);
		expect(faults({ Acme: { rules: [{ attributes: { WaterMark: 'mark' } }], records } })).toEqual([]);
	});

	test('no other record may', () => {
		expect(faults({ Acme: { records } })).toEqual([expect.stringContaining('sizeN= is not permitted')]);
	});
});

describe('a rule that cannot work is an error at its path', () => {
	test.each([
		[
			{ expression: '(a+)+' },
			'expression: found "(a+)+"; a repetition whose inside can be read in two ways, e.g. `(a+)+`, could take exponential time; say it with one repetition, e.g. `a+`',
		],
		[
			{ expression: '(' },
			'expression: found "("; a parenthesis is opened but not closed; write \\( for the character',
		],
		[{ expression: '(a)', substitution: '$2' }, 'substitution: found $2; expected at most $1'],
	])('%j', (rule, expected) => {
		expect(faults({ Acme: { rules: [{}, rule] } })).toEqual([`$.catalogs.Acme.rules[1].${expected}`]);
	});
});

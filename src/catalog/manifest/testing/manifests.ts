import fc from 'fast-check';

/** A manifest with everything in it. */
export const VALID = {
	version: '1',
	servers: [{ origin: 'https://images.test', root: '/is/image', cors: 'auto', timeoutMs: 8000 }],
	catalogs: {
		default: { attributes: { ErrorDetail: 0, MaxPix: '3000,3000', LocaleMap: 'de,_D|,' } },
		Acme: {
			attributes: { DefaultImage: 'Acme/no-image', RootUrl: 'https://images.test/a', JpegQuality: '80,0' },
			records: {
				'no-image': { Path: 'no-image.png', Expiration: 24, Anchor: '3,4', Targets: 'Target.1.rect=0,0,9,9' },
				onError: { Modifier: 'size=300,300&bgc=ffffff&text=$error.message$' },
			},
			macros: { thumb: 'wid=120&hei=120&fit=crop,1' },
			fonts: { 'Acme Sans': { regular: '/fonts/acme-sans.woff2' } },
			rules: [{ name: 'shoes', expression: '^Acme/shoes/', onMatch: 'break', addQuery: 'wid=3' }],
		},
	},
	mode: 'on',
	substituteStatus: 200,
	policy: { unavailable: ['default-image', 'error-image'] },
	limits: { layers: 64 },
	messages: { fr: { missing: { title: 'Image introuvable' } } },
	report: { url: '/image-failures', sample: 1 },
};

const texts = fc.oneof(
	fc.string({ maxLength: 30 }),
	fc.string({ unit: fc.constantFrom(...'$&=(){}%,\\?.^*+[]|/-01ax'), maxLength: 30 }),
	fc.constantFrom(
		'__proto__',
		'constructor',
		'toString',
		'Acme/no-image',
		'1,2',
		'-2',
		'',
		'(a+)+$',
		'$thumb$',
	),
);
export const values = fc.oneof(
	texts,
	fc.oneof(fc.integer(), fc.double(), fc.constantFrom(null, true, false, [], {}, 1e99, -0)),
	fc.jsonValue({ maxDepth: 3 }),
);

/** Every place of a value, as the keys that lead there. */
function places(value: unknown, keys: readonly string[] = []): (readonly string[])[] {
	if (typeof value !== 'object' || value === null) return [keys];
	return [keys, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...keys, key]))];
}

/** A copy in which another value stands at a place; a key as no literal can write it is one too. */
function withValue(value: unknown, [key, ...rest]: readonly string[], replacement: unknown): unknown {
	if (key === undefined) return replacement;
	const copy: Record<string, unknown> = Array.isArray(value)
		? Object.assign([], value)
		: Object.assign({}, value);
	const inner = withValue(copy[key], rest, replacement);
	Object.defineProperty(copy, key, { value: inner, enumerable: true, configurable: true, writable: true });
	return copy;
}

const changes = fc.array(
	fc.tuple(fc.constantFrom(...places(VALID)), fc.option(texts, { nil: undefined }), values),
	{ minLength: 1, maxLength: 3 },
);
/** Manifests with something wrong, or odd, anywhere. */
export const manifests = changes.map((steps) =>
	steps.reduce<unknown>(
		(manifest, [place, added, value]) =>
			withValue(manifest, added === undefined ? place : [...place.slice(0, -1), added], value),
		VALID,
	),
);

import fc from 'fast-check';

const cells = fc.oneof(
	fc.string({ maxLength: 12 }),
	fc.constantFrom(
		'Id',
		'Path',
		'.note',
		'a',
		'"',
		'""',
		'"x"',
		'"x\ty"',
		"'",
		'é',
		'\u0080',
		'#',
		'=',
		'\\',
		' ',
	),
);
const ends = fc.constantFrom('\n', '\r\n', '\r', '\\\n', '\n\n', '');

/** Files whose rows have the form of data files, with all sorts of fields and line ends. */
const tables = fc
	.array(fc.tuple(fc.array(cells, { maxLength: 5 }), ends), { maxLength: 12 })
	.map((rows) => `Id\tPath\tUserData\n${rows.map(([row, end]) => row.join('\t') + end).join('')}`);

/** Lines of attribute files, or nearly. */
const attributes = fc
	.array(
		fc.tuple(fc.constantFrom('ErrorDetail', 'MaxPix', 'foo', ' x', '#', '', 'Watermark'), cells, cells, ends),
		{ maxLength: 12 },
	)
	.map((lines) => lines.map(([name, equals, value, end]) => `${name}=${equals}${value}${end}`).join(''));

/** Tags of rule sets, in whatever order. */
const xml = fc
	.array(
		fc.oneof(
			cells,
			fc.constantFrom(
				...'<rule> </rule> <rule/> <expression> </expression> <substitution/> <![CDATA[ ]]> <!-- --> &amp; & < </ruleset>'.split(
					' ',
				),
				...[
					'<rule OnMatch="error">',
					'<header Name="x">',
					'</header>',
					'<addressfilter>1.2.3.4/8</addressfilter>',
				],
			),
		),
		{ maxLength: 20 },
	)
	.map((parts) => `<?xml version="1.0"?><ruleset>${parts.join('')}</ruleset>`);

/** The bytes of a catalog file that something may be wrong with. */
export const brokenFiles: fc.Arbitrary<Uint8Array> = fc.oneof(
	fc.uint8Array({ maxLength: 200 }),
	fc
		.oneof(tables, attributes, xml, fc.string({ unit: 'binary', maxLength: 100 }))
		.chain((text) =>
			fc
				.constantFrom(text, `\ufeff${text}`)
				.chain((marked) =>
					fc.constantFrom<BufferEncoding>('utf8', 'latin1').map((encoding) => Buffer.from(marked, encoding)),
				),
		),
);

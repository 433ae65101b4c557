import { describe, expect, test } from 'vitest';
import { ImportStopped, Report } from './report.js';
import { parseRuleSet } from './rule-set.js';

/** Reads a rule set file as it is; `\n` is line 1's end. */
function readFile(text: string) {
	const lines: string[] = [];
	const report = new Report({ out: (line) => lines.push(line), error: (line) => lines.push(line) });
	try {
		return { rules: parseRuleSet(text, 'r.xml', report).map(({ value }) => value), lines };
	} catch (error) {
		expect(error).toBeInstanceOf(ImportStopped);
		return { rules: undefined, lines };
	}
}

/** Rules without what every file has round them. The first line of `rules` is line 2. */
function read(rules: string) {
	return readFile(`<?xml version="1.0" encoding="UTF-8"?><ruleset>\n${rules}\n</ruleset>\n`);
}

test('a file without rules', () => {
	for (const text of ['<?xml version="1.0"?><ruleset/>', '<?xml version="1.0"?>\n<ruleset>\n</ruleset>']) {
		expect(readFile(text)).toEqual({ rules: [], lines: [] });
	}
});

describe('rules', () => {
	test.each<[string, string, object]>([
		['nothing', '<rule/>', {}],
		[
			'the attributes that say when and how',
			'<rule Name="a" OnMatch="continue" Replace="all" RequestType="is, ir,static"/>',
			{ name: 'a', onMatch: 'continue', replace: 'all', requestType: ['is', 'ir', 'static'] },
		],
		['the other spelling of Replace', '<rule replace="all"/>', { replace: 'all' }],
		[
			'catalog attributes for the request',
			'<rule DefaultImageMode="1" ErrorImage="" Expiration="1" MaxPix="1,1" RequestLock="1" RequestObfuscation="1" RootUrl="http://x.test" SavePath="s" WaterMark="w"/>',
			{
				attributes: {
					DefaultImageMode: '1',
					ErrorImage: '',
					Expiration: '1',
					MaxPix: '1,1',
					RequestLock: '1',
					RequestObfuscation: '1',
					RootUrl: 'http://x.test',
					SavePath: 's',
					WaterMark: 'w',
				},
			},
		],
		[
			'white space that counts',
			'<rule>\n <expression> a\n b </expression>\n<substitution>\t</substitution></rule>',
			{ expression: ' a\n b ', substitution: '\t' },
		],
		[
			'entities',
			'<rule><expression>&lt;&amp;&gt;&quot;&apos;&#x41;&#66;</expression></rule>',
			{ expression: '<&>"\'AB' },
		],
		[
			'CDATA, alone and amid text',
			'<rule><expression><![CDATA[a&b<c]]></expression><substitution>x<![CDATA[&amp;]]>y</substitution></rule>',
			{ expression: 'a&b<c', substitution: 'x&amp;y' },
		],
		[
			'elements that are empty, which is not the same as absent',
			'<rule><expression/><substitution></substitution><addressfilter/></rule>',
			{ expression: '', substitution: '', addressfilter: '' },
		],
		[
			'addresses',
			'<rule><addressfilter>\n 192.168.12.0/23,\n 10.0.0.1 </addressfilter></rule>',
			{ addressfilter: '192.168.12.0/23,\n 10.0.0.1' },
		],
		[
			'headers',
			'<rule><header Name="A" Action="add">$x$</header><header Name="B"> y </header></rule>',
			{
				header: [
					{ name: 'A', action: 'add', value: '$x$' },
					{ name: 'B', value: ' y ' },
				],
			},
		],
		[
			'comments and processing instructions, which say nothing',
			'<!-- a --><rule><?x y?><expression>a<!-- b -->c</expression></rule>',
			{ expression: 'ac' },
		],
	])('with %s', (_, text, rule) => {
		expect(read(text)).toEqual({ rules: [rule], lines: [] });
	});

	test('in their order', () => {
		expect(read('<rule Name="b"/><rule Name="a"/>').rules).toEqual([{ name: 'b' }, { name: 'a' }]);
	});
});

describe('a file that does not conform', () => {
	test.each<[string, string, string]>([
		['an unknown element', '  <rules/>', '2:3: error: found <rules>; expected rule in <ruleset>'],
		[
			'an element in other letters',
			'<rule>\n\t<Expression/></rule>',
			'3:2: error: found <Expression>; expected expression in <rule>',
		],
		[
			'an element that no page defines',
			'<rule><pathrule/></rule>',
			'2:7: error: found <pathrule>; expected one of expression, substitution, addressfilter, header in <rule>',
		],
		[
			'an element in an expression',
			'<rule><expression>a<b>c</b></expression></rule>',
			'2:20: error: found <b>; expected none in <expression>',
		],
		[
			'an expression twice',
			'<rule><expression/>\n<expression/></rule>',
			'3:1: error: found a second <expression>; expected at most one in a rule',
		],
		['text', 'x <rule/>', '1:39: error: found the text "x"; expected rule in <ruleset>'],
		[
			'an unknown attribute',
			'<rule\n OnMatsch="break"/>',
			'2:1: error: found the attribute OnMatsch; expected OnMatch in <rule>',
		],
		[
			'an attribute that no rule may set',
			'<rule DefaultImage="x"/>',
			'2:1: error: found the attribute DefaultImage; expected DefaultImageMode in <rule>',
		],
		[
			'an attribute where none is',
			'<rule><expression Name="x"/></rule>',
			'2:7: error: found the attribute Name; expected none in <expression>',
		],
		[
			'a tag that is not closed',
			'<rule>\n<expression>a</rule>',
			'3:20: error: unexpected close tag; expected well-formed XML',
		],
		[
			'a bare ampersand',
			'<rule><substitution>\\?&qlt=95</substitution></rule>',
			'2:23: error: found a bare &; expected &amp; or CDATA',
		],
		[
			'a bare ampersand after one in CDATA',
			'<rule><expression><![CDATA[&]]>&amp;</expression><substitution>&a</substitution></rule><rule Name="x;"/>',
			'2:64: error: found a bare &; expected &amp; or CDATA',
		],
		[
			'an entity that is not XML’s own',
			'<rule Name="&eacute;"/>',
			'2:20: error: undefined entity; expected well-formed XML',
		],
		[
			'an attribute twice',
			'<rule Name="a" Name="b"/>',
			'2:25: error: duplicate attribute: Name; expected well-formed XML',
		],
	])('%s', (_, rules, line) => {
		expect(read(rules)).toEqual({ rules: undefined, lines: [`r.xml:${line}`] });
	});

	test.each([
		['without a declaration', '<ruleset/>', '1:1: error: expected an XML declaration, <?xml version="1.0"?>'],
		['with another root', '<?xml version="1.0"?>\n<rules/>', '2:1: error: found <rules>; expected <ruleset>'],
		['that is empty', '', '1:1: error: document must contain a root element; expected well-formed XML'],
		[
			'with two rule sets',
			'<?xml version="1.0"?><ruleset/><ruleset/>',
			'1:40: error: documents may contain only one root; expected well-formed XML',
		],
		[
			'with an attribute of the rule set',
			'<?xml version="1.0"?><ruleset Name="x"/>',
			'1:22: error: found the attribute Name; expected none in <ruleset>',
		],
	])('a file %s', (_, text, line) => {
		expect(readFile(text)).toEqual({ rules: undefined, lines: [`r.xml:${line}`] });
	});
});

test('10,000 rules take no noticeable time', () => {
	const started = performance.now();
	const { rules } = read('<rule>\n<expression>a</expression>\n</rule>\n'.repeat(10_000));
	expect(rules).toHaveLength(10_000);
	expect(performance.now() - started).toBeLessThan(5000);
});

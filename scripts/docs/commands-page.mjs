import { code, generatedFrom, table } from './markdown.mjs';

/** @typedef {import('../../src/protocol/commands/command-record.js').CommandRecord<unknown>} CommandRecord */

const parts = [
	{
		scope: 'view',
		title: 'The view',
		text: 'They act on the picture as a whole, wherever in the request they stand.',
	},
	{
		scope: 'request',
		title: 'The request',
		text: 'They say what is requested and how the reply is written, wherever in the request they stand.',
	},
	{
		scope: 'segment',
		title: 'Segments',
		text: 'Each begins a segment: the layer commands behind it belong to that layer or effect.',
	},
	{
		scope: 'layer',
		title: 'Layers',
		text: `They act on the layer in whose segment they stand. The column *At comp* says what they act on
before the first ${code('layer=')}, and after ${code('layer=comp')}. *E*: effect layers heed them too.`,
	},
];

const AT_COMP = { layer0: 'layer 0', composite: 'the composite', view: 'the view', ignored: 'nothing' };
const SUPPORT = { full: 'yes', partial: 'partly', none: 'no' };

/**
 * docs/commands.md
 *
 * @param {Readonly<Record<string, CommandRecord>>} commands
 */
export function commandsPage(commands) {
	const records = Object.entries(commands);
	const count = (/** @type {CommandRecord['support']} */ support) =>
		records.filter(([, record]) => record.support === support).length;
	return `${generatedFrom('src/protocol/commands/')}
# Commands

Every command of the protocol that is read, checked and written: ${records.length} of them. In an error image or a default
image drawn in the browser, ${count('full')} do all that the documentation says, ${count('partial')} do it partly, and ${count('none')} mean nothing there
(colour profiles, data of the source file, print): they are read and kept, and leave the picture as it is;
[rendering.md](rendering.md#what-a-browser-cannot-do-as-documented) has what happens instead.
Names are case-insensitive; unknown ones are kept and reported.

*Value* is what the command takes after its ${code('=')}; where there are two spellings, such as ${code('size')} and ${code('sizeN')},
the one with N takes parts of the whole instead of pixels. *Default* is what counts where the command is absent;
names in capitals are catalog attributes (see [manifest.md](manifest.md)). *In is()*: whether the command counts inside a nested request,
${code('src=is(...)')}. *Page* is the page of the Image Serving documentation.

${parts.map((part) => section(part, records)).join('\n\n')}
`;
}

/**
 * @param {typeof parts[number]} part
 * @param {readonly (readonly [string, CommandRecord])[]} records
 */
function section({ scope, title, text }, records) {
	const isLayer = scope === 'layer';
	const head = [
		'Command',
		'What it does',
		'Value',
		'Default',
		...(isLayer ? ['At comp'] : []),
		'In is()',
		'In the browser',
		'Page',
	];
	const rows = records
		.filter(([, record]) => record.scope === scope)
		.flatMap(([name, record]) => spellings(name, record))
		.map(({ name, form, atComp, record }) => [
			name,
			record.summary,
			form,
			record.default,
			...(isLayer ? [`${atComp}${record.effects ? '; *E*' : ''}`] : []),
			record.nested === 'honoured' ? 'yes' : 'no',
			SUPPORT[record.support],
			record.page,
		]);
	return `## ${title}\n\n${text}\n\n${table(head, rows)}`;
}

/**
 * A command has one row for each of its notations.
 *
 * @param {string} name
 * @param {CommandRecord} record
 */
function spellings(name, record) {
	const { type, normalised, normalisedAtComp, alias } = record;
	const atComp = AT_COMP[record.atComp ?? 'layer0'];
	const names = [name, ...(alias ? [alias] : [])];
	const rows = [{ name: names.map((one) => code(`${one}=`)).join(', '), form: type.form, atComp, record }];
	if (normalised) {
		const atCompN = normalisedAtComp === 'error' ? 'an error' : atComp;
		rows.push({ name: code(`${name}N=`), form: normalised.form, atComp: atCompN, record });
	}
	return rows;
}

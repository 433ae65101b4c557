import { expect, test } from 'vitest';
import { effectiveAttributes } from '../../catalog/lookup/effective-attributes.js';
import { DEFAULT_CATALOG } from '../../protocol/catalogs.js';
import { COMMAND_NAMES, type CommandName, commandRecord } from '../../protocol/commands.js';
import { parseImageRequest } from '../../protocol/parse-image-request.js';
import { shortfallSentence } from '../../protocol/shortfalls.js';
import { renderRequest } from '../../render/render.js';
import { plainPng } from '../testing/pixels.js';
import { nodeRenderPort } from './node-port.js';

const port = nodeRenderPort(async ({ specifier }) => {
	const png = plainPng(8, 8, specifier === 'clear' ? '#0000' : '#f00');
	const blob = new Blob([Uint8Array.from(png)], { type: 'image/png' });
	return { blob, type: 'image/png', size: { width: 8, height: 8 } };
});

async function draw(query: string) {
	const request = parseImageRequest(`/is/image/x?${query}`);
	const picture = await renderRequest(request, effectiveAttributes({}, DEFAULT_CATALOG), port);
	return { ...picture, problems: request.problems };
}

type Rows = readonly (readonly [query: string, note?: string])[];

const DOT = 'layer=1&src=is(?size=9,9&color=00000000&layer=1&size=3,3&color=ff0000)';

/**
 * Of each command that is not honoured in full, requests that ask for what is not done, one for each of its
 * shortfalls in their order; a note where the renderer tells it with other words than the record's.
 */
const ASKING: Readonly<Partial<Record<CommandName, Rows>>> = {
	fmt: [['fmt=avif', 'image/avif cannot be encoded here: image/webp instead.'], ['fmt=pjpeg']],
	qlt: [['qlt=80,1', 'Chroma down-sampling is up to the browser.']],
	dpr: [['dpr=on']],
	resMode: [['resMode=sharp2&wid=4']],
	quantize: [['fmt=gif-alpha&quantize=mac', 'The mac palette has no room for a key colour: web instead.']],
	icc: [['icc=AdobeRGB']],
	iccEmbed: [['iccEmbed=1']],
	xmpEmbed: [['xmpEmbed=1']],
	pathEmbed: [['pathEmbed=1']],
	printRes: [['printRes=300&fmt=webp']],
	pscan: [['pscan=4']],
	bfc: [['bfc=on']],
	req: [['req=props']],
	labelKey: [['labelKey=a']],
	name: [['name=a']],
	timeout: [['timeout=9']],
	message: [['message=a']],
	cache: [['cache=off']],
	network: [['network=on']],
	src: [['layer=1&src=ir(a/b)']],
	mask: [
		['layer=1&src=x&mask=fxg(a)'],
		['layer=1&src=clear&mask=x', 'mask=: nothing shows where the picture itself is wholly transparent.'],
	],
	op_colorize: [['op_colorize=ff0000s']],
	text: [['layer=1&text={\\fonttbl{\\f0 Nobody;}}\\f0 a', 'The font Nobody is in no font map']],
	textPs: [
		['layer=1&textPs={\\fonttbl{\\f0 Nobody;}}\\f0 a', 'The font Nobody is in no font map'],
		['layer=1&textPs=\\kerningoptical AV'],
		['layer=1&textPs={\\*\\iscolortbl;0,0,0,100k;}\\cf1 a'],
	],
	color: [['layer=1&size=3,3&color=0,100,100,0k']],
	bgColor: [['bgColor=ff0000s']],
	bgc: [['bgc=0,0,0,50k']],
	textAttr: [['layer=1&text=a&textAttr=72,sharp']],
	maskUse: [['layer=1&src=clear&maskUse=off']],
	op_growMask: [[`${DOT}&op_growMask=9`]],
	op_growMaskR: [[`${DOT}&op_growMaskR=9`, shortfallSentence('op_growMask')]],
	cropPathE: [['cropPathE=a']],
	res: [['res=72']],
	clipPathE: [['clipPathE=a']],
	clipXPathE: [['clipXPathE=a']],
	map: [['map=<area>']],
	mapA: [['mapA=<area>']],
};

const notHonoured = COMMAND_NAMES.filter((name) => commandRecord(name).support !== 'full');

test('what every command that is not honoured in full does not do is asked for here', () => {
	const counts = (names: readonly string[], of: (name: CommandName) => number | undefined) =>
		Object.fromEntries(names.map((name) => [name, of(name as CommandName)]));
	expect(counts(Object.keys(ASKING), (name) => ASKING[name]?.length)).toEqual(
		counts(notHonoured, (name) => commandRecord(name).shortfalls?.length),
	);
});

const rows = notHonoured.flatMap((name) =>
	(ASKING[name] ?? []).map(([query, note], at) => {
		const { instead, whenDrawn } = commandRecord(name).shortfalls?.[at] ?? {};
		return { query, whenDrawn, sentence: note ?? shortfallSentence(name, instead) };
	}),
);

test.each(rows)('$query gives a picture and the note: $sentence', async ({ query, whenDrawn, sentence }) => {
	const { blob, notes, problems } = await draw(query);
	expect(blob.size).toBeGreaterThan(0);
	expect(notes.filter((note) => note.startsWith(sentence))).toHaveLength(1);
	const told = { code: 'unsupported', severity: 'warning', message: sentence };
	expect(problems).toMatchObject(whenDrawn ? [] : [told]);
});

test.each(['f4m', 'm3u8'])(
	'fmt=%s is a stream: a picture comes as JPEG, and that is told',
	async (format) => {
		const { type, notes } = await draw(`fmt=${format}&wid=4`);
		expect(type).toBe('image/jpeg');
		expect(notes).toEqual([`${format} cannot be encoded here: image/jpeg instead.`]);
	},
);

test.each([
	'fmt=webp-alpha&qlt=80&dpr=on,2&quantize=web&bfc=off&network=off&cache=on&req=tmb&pscan=auto&printRes=9',
	'icc=sRGB&resMode=bicub&layer=1&text=a',
	'iccEmbed=0&xmpEmbed=0&pathEmbed=0&bgc=ffffff&color=ff0000&layer=1&text=a&textAttr=72,off',
])('%s: values that are honoured are not mentioned', async (query) => {
	const { problems } = parseImageRequest(`/is/image/x?${query}`);
	expect(problems).toEqual([]);
});

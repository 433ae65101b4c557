import { effectiveAttributes } from '../../src/catalog/lookup/effective-attributes.js';
import { parseImageRequest } from '../../src/protocol/index.js';
import { renderRequest } from '../../src/render/index.js';
import { nodeRenderPort } from '../../src/tooling/render/index.js';
import { expect, test } from './renderer.js';

const layers = (count: number, commands: string) =>
	Array.from({ length: count }, (_, index) => `&layer=${index + 1}&${commands}`).join('');

const tangle = (count: number) =>
	`M${Array.from({ length: count }, (_, at) => `${(at * 7919) % 1000},${(at * 104729) % 1000}`).join('L')}Z`;

/** Outlines of squares beside and below each other. */
const squares = (count: number, side: number, distance: number) =>
	Array.from({ length: count }, (_, at) => {
		const [x, y] = [(at % 30) * distance, Math.floor(at / 30) * distance];
		return `M${x},${y}L${x + side},${y}L${x + side},${y + side}L${x},${y + side}Z`;
	}).join('');

/** A letter in each of so many opacities. */
const opacities = (count: number) => {
	const letters = Array.from({ length: count }, (_, at) => `\\cf${at} a`).join('');
	const colors = Array.from(
		{ length: count },
		(_, at) => `ff0000${(at % 256).toString(16).padStart(2, '0')};`,
	);
	return `{\\*\\iscolortbl ${colors.join('')}}${letters}`;
};

const fill = (piece: string, length = 990_000) => piece.repeat(Math.floor(length / piece.length));

/** Three requests in each of three requests, and so on. */
const bomb = (depth: number): string =>
	`?size=99,99&color=ff0000${depth === 0 ? '' : [1, 2, 3].map((layer) => `&layer=${layer}&src=is(${bomb(depth - 1)})`).join('')}`;

const effects = (count: number) =>
	Array.from({ length: count }, (_, index) => `&effect=${index + 1}&op_blur=3`).join('');

const REFUSED = [
	['a huge canvas', '?size=1000000000,1000000000&color=ff0000', 'too-many-pixels'],
	['a canvas that is too long for any engine', '?size=100000,2&color=ff0000', 'too-many-pixels'],
	['a huge font', '?text=\\fs2000000000 x', 'too-many-pixels'],
	['a text of one line', `?text=${'lorem ipsum '.repeat(1600)}`, 'too-many-pixels'],
	[
		'many costly effects',
		`?size=1000,1000&color=ffffff${layers(30, 'size=900,900&color=ff0000&effect=-1&op_blur=90&op_grow=90')}`,
		'too-much-work',
	],
	[
		'many layers of the whole canvas',
		`?size=2000,2000&color=ffffff${layers(60, 'size=2000,2000&color=ff000080&blendMode=mult&op_invert=1')}`,
		'too-much-work',
	],
	['ten thousand layers', `?size=9,9&color=ffffff${layers(10_000, 'hide=1')}`, 'invalid-request'],
	[
		'ten thousand layers of a billion pixels each way',
		`?size=9,9&color=ffffff${layers(10_000, 'size=1e9,1e9&color=ff0000&rotate=9')}`,
		'invalid-request',
	],
	['ten thousand effects', `?size=9,9&color=0&layer=1&size=3,3&color=0${effects(10_000)}`, 'invalid-request'],
	[
		'sizes that are no numbers',
		'?size=NaN,NaN&wid=NaN&hei=Infinity&scl=-Infinity&color=0&layer=1&size=9,9&pos=NaN,NaN&rotate=NaN&scale=1e999',
		'invalid-request',
	],
	['requests nested without end', `?src=${fill('is(?src=', 640_000)}`, 'invalid-request'],
	['requests nested deeply', `?src=${'is(?src='.repeat(9)}x${')'.repeat(9)}`, 'invalid-request'],
	['a bomb of nested requests', bomb(6), 'invalid-request'],
	[
		'nested requests that are large',
		`?size=9,9&color=0${layers(63, 'src=is(?size=2000,2000&color=ff0000&op_blur=9)')}`,
		'too-much-work',
	],
	['a megabyte of text', `?size=300,300&text=${fill('lorem ipsum ')}`, 'invalid-request'],
	['a megabyte of RTF words', `?size=300,300&text=${fill('\\b a')}`, 'invalid-request'],
	['a megabyte of RTF groups', `?size=300,300&text=${fill('{\\fs9\\b1 a}')}`, 'invalid-request'],
	['a megabyte of braces', `?size=300,300&text=${fill('{')}`, 'invalid-request'],
	['a megabyte of escapes', `?size=300,300&text=${fill('%e9')}`, 'invalid-request'],
	[
		'a megabyte of RTF in sixty layers',
		`?size=9,9&color=0${layers(60, `text=${fill('\\b a', 16_000)}`)}`,
		'invalid-request',
	],
	['two megabytes of RTF', `?size=300,300&text=${fill('\\b a', 2_000_000)}`, 'invalid-request'],
	[
		'a tangle of lines to flow into',
		`?size=99,99&textPs=\\fs4\\vertalc ${'words '.repeat(3000)}&textFlowPath=${tangle(5000)}`,
		'too-much-work',
	],
	[
		'hundreds of shapes for a text of any size',
		`?size=3000,3000&textPs=\\vertalc\\fs2\\copyfit200 ${fill('words ', 19_000)}&textFlowPath=${squares(300, 90, 100)}`,
		'too-much-work',
	],
	[
		'thousands of shapes',
		`?size=3000,3000&textPs=\\fs2\\copyfit200 ${fill('words ', 19_000)}&textFlowPath=${squares(3000, 9, 10)}`,
		'too-much-work',
	],
	[
		'a thousand columns that no word fits into',
		`?size=90,90&textPs=\\fs4 ${fill('words ', 19_000)}&textFlowPath=${'M0,0L1,0L1,900L0,900Z'.repeat(1000)}`,
		'too-much-work',
	],
	[
		'a shape with a tangle of holes',
		`?size=999,999&textPs=\\vertalc\\fs4 ${fill('words ', 19_000)}&textFlowPath=${squares(1, 999, 0)}&textFlowXPath=${tangle(3000)}`,
		'too-much-work',
	],
	[
		'hundreds of shapes that share hundreds of holes',
		`?size=3000,3000&textPs=\\fs4\\copyfit90 ${fill('words ', 19_000)}&textFlowPath=${squares(300, 90, 100)}&textFlowXPath=${squares(300, 30, 100)}`,
		'too-much-work',
	],
	[
		'hundreds of opacities without smooth edges',
		`?size=2000,2000&textAttr=72,off&textPs=${opacities(256)}`,
		'too-much-work',
	],
	[
		'opacities without smooth edges in many layers',
		`?size=900,900&color=ffffff${layers(60, `size=900,900&textAttr=72,off&textPs=${opacities(3)}`)}`,
		'too-much-work',
	],
	[
		'thousands of effects that cost nothing but themselves',
		`?size=9,9&color=ffffff${layers(2, `src=is(?size=9,9&color=0${layers(60, `size=9,9&color=0${Array.from({ length: 64 }, (_, at) => `&effect=${at + 1}&op_blur=0`).join('')}`)})`)}`,
		'too-much-work',
	],
	[
		'thousands of effects of a few pixels',
		`?size=99,99&color=ffffff${layers(60, `size=9,9&color=0${effects(64)}`)}`,
		'too-much-work',
	],
	[
		'sixty paragraphs, each as large as it can be',
		`?size=900,900&color=ffffff${layers(60, `size=200,200&textPs=\\fs4\\copyfit200 ${fill('lorem ipsum ', 490)}`)}`,
		'too-much-work',
	],
	[
		'sixty paragraphs at the resolution that fills their boxes',
		`?size=900,900&color=ffffff${layers(60, `size=200,200&textAttr=72,norm,autoRes&text=${fill('lorem ipsum ', 490)}`)}`,
		'too-much-work',
	],
	[
		'tens of thousands of letters on a path',
		`?size=900,900&color=ffffff${layers(60, `size=900,900&textPs=\\fs2 ${fill('lorem ipsum ', 990)}&textPath=M0,20L900,20L900,900L0,900`)}`,
		'too-much-work',
	],
	[
		'tens of thousands of letters one below the other',
		`?size=900,900&color=ffffff${layers(60, `size=900,900&textPs=\\stextflow1\\fs2 ${fill('lorem ipsum ', 990)}`)}`,
		'too-much-work',
	],
	[
		'texts moved to the middle of many shapes',
		`?size=900,900&color=ffffff${layers(60, `size=900,900&textPs=\\vertalc\\fs8 ${fill('lorem ipsum ', 990)}&textFlowPath=M150,0L300,150L150,300L0,150Z`)}`,
		'too-much-work',
	],
	[
		'nested sources that are stretched',
		`?size=9,9&color=0${layers(60, 'size=9,9&src=is(?size=16000,1000&color=ff0000)')}`,
		'too-much-work',
	],
	[
		'a tangle of lines to clip with',
		`?size=1000,1000&color=ff0000&clipPath=${tangle(60_000)}`,
		'too-much-work',
	],
	[
		'many whole layers that dissolve',
		`?size=2000,2000&color=ffffff${layers(12, 'size=2000,2000&color=ff000080&blendMode=dissolve')}`,
		'too-much-work',
	],
	['a blur of eleven megapixels', '?size=3400,3400&color=ff0000&op_blur=9', 'too-much-work'],
	[
		'perspective of many whole layers',
		`?size=2000,2000&color=ffffff${layers(60, 'size=9,9&color=ff0000&perspective=0,0,2000,9,1900,2000,9,1900')}`,
		'too-much-work',
	],
	[
		'a small part of many layers that come from far away',
		`?size=30000,30000&color=ffffff&scl=1&rgn=0,0,9,9${layers(60, 'size=30000,30000&color=ff0000&perspective=0,0,9,0,9,9,0,30000')}`,
		'too-much-work',
	],
] as const;

/** Milliseconds that the answer to a hostile request may take, of a processor that does nothing else. */
const PATIENCE = 100;

const attributes = effectiveAttributes({}, 'default', {});
const port = nodeRenderPort(() => Promise.reject(new Error('there are no pictures')));

/** What this process works until a request has failed, from its URL on, however busy the machine is besides. */
async function workUntilRefused(request: string, code: string): Promise<number> {
	const before = process.cpuUsage();
	const answer = renderRequest(parseImageRequest(`/is/image${request}`), attributes, port);
	await expect(answer).rejects.toMatchObject({ code });
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1000;
}

for (const [name, request, code] of REFUSED) {
	test(`${name}: refused before anything is drawn, within ${PATIENCE} ms`, async ({ render }) => {
		await expect(render(request)).rejects.toThrow(code);
		const work: number[] = [];
		for (let time = 0; time < 5; time++) work.push(await workUntilRefused(request, code));
		expect(Math.min(...work)).toBeLessThan(PATIENCE);
	});
}

test('a worker that is sent all of them goes on to draw what is asked for next', async ({ render }) => {
	// a dozen megabytes are understood and sent
	test.slow();
	const refused = REFUSED.map(([, request]) =>
		render(request).then(
			() => 'drawn',
			(error: Error) => error.message,
		),
	);
	const picture = await render('?size=30,20&color=ff0000');
	expect([picture.width, picture.height]).toEqual([30, 20]);
	expect(await Promise.all(refused)).toEqual(REFUSED.map(([, , code]) => expect.stringContaining(code)));
});

/** Seconds that this process works for a picture, the least of three times. */
async function workToDraw(request: string): Promise<number> {
	const work: number[] = [];
	for (let time = 0; time < 3; time++) {
		const before = process.cpuUsage();
		const { blob } = await renderRequest(parseImageRequest(`/is/image${request}`), attributes, port);
		const { user, system } = process.cpuUsage(before);
		expect(blob.size).toBeGreaterThan(0);
		work.push((user + system) / 1e6);
	}
	return Math.min(...work);
}

const NOISE = '?size=1000,1000&color=808080&op_noise=60';
const SQUARE = '?size=2000,2000&color=0&layer=1&src=is(?size=2000,2000&color=808080)';

for (const [name, request, plain, times] of [
	['a palette of 256 for a million random colours', `${NOISE}&fmt=gif`, `${NOISE}&fmt=png`, 12],
	[
		'four megapixels in perspective',
		`${SQUARE}&perspectiveN=0,0.1,0.9,0,1,0.9,0.1,1`,
		`${SQUARE}&rotate=10`,
		30,
	],
] as const) {
	test(`${name}: no more than ${times} times the work of the plain picture`, async () => {
		expect(await workToDraw(request)).toBeLessThan(times * (await workToDraw(plain)));
	});
}

const DRAWN = [
	['a huge composite in a small view', '?size=1000000000,1000000000&color=ff0000&wid=100', 100, 100],
	['a huge margin', '?size=10,10&color=ff0000&extend=2000000000,2000000000,0,0&wid=10', 10, 10],
	['a margin that crops everything', '?size=10,10&color=ff0000&extend=-200,-200,0,0', 1, 1],
	['a long thin layer, turned', '?size=1000000,1&color=ff0000&rotate=45&wid=100', 100, 100],
	['a huge font in a box', '?size=300,300&text=\\fs2000000000 xxxxxxx', 300, 300],
	['a font of no size', '?size=300,300&text=\\fs0 xxxxxxx', 300, 300],
	[
		'a position out of sight',
		'?size=20,20&color=ff0000&layer=1&size=5,5&color=0000ff&pos=2000000000,-2000000000&effect=-1&op_blur=9',
		20,
		20,
	],
	['a path of a million pixels', '?size=90,90&textPs=\\fs4 x&textPath=M0,20L1e6,20', 90, 90],
	['a path of no length', '?size=90,90&textPs=x&textPath=M9,9L9,9L9,9', 90, 90],
	['a shape of no width', '?size=90,90&textPs=x&textFlowPath=M0,0L1,0L1,1e9L0,1e9Z', 90, 90],
	['a thousand marks on one letter', `?size=90,90&text=a${'\u0301'.repeat(15_000)}`, 90, 90],
	[
		'a long text in a circle, as large as it can be',
		`?size=900,900&textPs=\\vertalc\\fs4\\copyfit200 ${fill('lorem ipsum ', 19_000)}&textFlowPath=M450,0C698,0,900,202,900,450C900,698,698,900,450,900C202,900,0,698,0,450C0,202,202,0,450,0Z`,
		900,
		900,
	],
	[
		'a long text in five columns round ten pictures',
		`?size=900,900&textPs=\\vertalc\\fs8\\copyfit40 ${fill('lorem ipsum ', 5000)}&textFlowPath=${squares(5, 160, 180).replaceAll(',160', ',900')}&textFlowXPath=${squares(10, 60, 100)}`,
		900,
		900,
	],
	[
		'ten paragraphs, each as large as it can be',
		`?size=900,900&color=ffffff${layers(10, `size=200,200&textPs=\\fs4\\copyfit200 ${fill('lorem ipsum ', 490)}`)}`,
		900,
		900,
	],
	[
		'hundreds of opacities without smooth edges, small',
		`?size=200,200&textAttr=72,off&textPs=${opacities(256)}`,
		200,
		200,
	],
	[
		'nested sources that are stretched, small',
		`?size=900,900&color=0${layers(9, 'size=900,900&src=is(?size=2,900&color=ff0000)')}`,
		900,
		900,
	],
	[
		'a box for a text that has no room',
		`?size=90,90&textAttr=72,norm,autoRes&text=${'x'.repeat(19_000)}`,
		90,
		90,
	],
] as const;

for (const [name, request, width, height] of DRAWN) {
	test(`${name} is drawn at once`, async ({ render }) => {
		const picture = await render(request);
		expect([picture.width, picture.height]).toEqual([width, height]);
		expect(await workToDraw(request)).toBeLessThan(1);
	});
}

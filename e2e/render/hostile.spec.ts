import { expect, test } from './renderer.js';

const layers = (count: number, commands: string) =>
	Array.from({ length: count }, (_, index) => `&layer=${index + 1}&${commands}`).join('');

const tangle = (count: number) =>
	`M${Array.from({ length: count }, (_, at) => `${(at * 7919) % 1000},${(at * 104729) % 1000}`).join('L')}Z`;

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
		'a tangle of lines to flow into',
		`?size=99,99&textPs=\\fs4\\vertalc ${'words '.repeat(3000)}&textFlowPath=${tangle(5000)}`,
		'too-much-work',
	],
	[
		'a tangle of lines to clip with',
		`?size=1000,1000&color=ff0000&clipPath=${tangle(60_000)}`,
		'too-much-work',
	],
	[
		'perspective of many whole layers',
		`?size=2000,2000&color=ffffff${layers(60, 'size=9,9&color=ff0000&perspective=0,0,2000,9,1900,2000,9,1900')}`,
		'too-much-work',
	],
] as const;

for (const [name, request, code] of REFUSED) {
	test(`${name} is refused before anything is drawn`, async ({ render }) => {
		await expect(render(request)).rejects.toThrow(code);
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
		expect(picture.milliseconds).toBeLessThan(1000);
	});
}

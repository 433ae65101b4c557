import { expect, test } from './renderer.js';

const layers = (count: number, commands: string) =>
	Array.from({ length: count }, (_, index) => `&layer=${index + 1}&${commands}`).join('');

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
] as const;

for (const [name, request, width, height] of DRAWN) {
	test(`${name} is drawn at once`, async ({ render }) => {
		const picture = await render(request);
		expect([picture.width, picture.height]).toEqual([width, height]);
		expect(picture.milliseconds).toBeLessThan(1000);
	});
}

import type { RenderLimits } from '../../src/render/index.js';
import { expect, renderJob, test } from './renderer.js';
import type { RenderJob, RenderOutcome } from './renderer-worker.js';

/** Runs in the page: asks again and again until the picture is there. */
async function askWhileDrawing(job: RenderJob): Promise<{ answers: number; drawn: boolean }> {
	const { renderer } = globalThis as unknown as { readonly renderer: Worker };
	const ask = (question: RenderJob | 'ping') => {
		const { port1, port2 } = new MessageChannel();
		renderer.postMessage(question, [port2]);
		return new Promise<unknown>((resolve) => {
			port1.onmessage = ({ data }) => resolve(data);
		});
	};
	let outcome: RenderOutcome | undefined;
	const drawing = ask(job).then((reply) => {
		outcome = reply as RenderOutcome;
	});
	let answers = -1;
	for (; !outcome; answers++) await ask('ping');
	await drawing;
	return { answers, drawn: 'blob' in outcome };
}

const layer = 'size=4000,4000&color=336699';

const WORDS = Array.from({ length: 3000 }, (_, at) => `w${at}`).join(' ');
const CIRCLE = 'M450,0C698,0,900,202,900,450C900,698,698,900,450,900C202,900,0,698,0,450C0,202,202,0,450,0Z';

/** Requests in a request, each of so many layers. */
function nested(requests: number, layers: number): string {
	const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1);
	const inner = numbers(layers).map((number) => `&layer=${number}&size=9,9&color=ff000080&op_invert=1`);
	return numbers(requests)
		.map((number) => `&layer=${number}&src=is(?size=9,9&color=0${inner.join('')})`)
		.join('');
}

/** How many questions are answered at least: one or two are even if all pixels are changed in one go. */
const PICTURES: readonly (readonly [string, string, number, Partial<RenderLimits>?])[] = [
	['op_sharpen', `?${layer}&op_sharpen=1`, 20],
	['op_usm', `?${layer}&op_usm=1,2,0`, 60, { renderPixels: 32_000_000 }],
	['gray', `?fmt=jpeg,gray&${layer}`, 4],
	['req=mask', `?req=mask&${layer}`, 4],
	['maskUse', `?${layer}&layer=1&${layer}&maskUse=invert`, 4],
	['a mask', `?${layer}&layer=1&${layer}&mask=is(?size=4000,4000&color=808080)`, 4],
	['an effect', `?${layer}&layer=1&${layer}&effect=1&color=ff0000`, 10, { renderPixels: 32_000_000 }],
	['a palette', `?fmt=gif&${layer}&op_noise=9`, 60, { renderPixels: 32_000_000 }],
	['text without smooth edges', `?${layer}&layer=1&size=4000,4000&text=x&textAttr=72,off`, 4],
	['a long text in a box', `?size=900,900&textPs=\\fs4\\copyfit200 ${WORDS}`, 4],
	['a long text in a circle', `?size=900,900&textPs=\\fs4\\copyfit200 ${WORDS}&textFlowPath=${CIRCLE}`, 4],
	['a long text on a path', `?size=900,900&textPs=\\fs4 ${WORDS}&textPath=M0,9L40000,900`, 4],
	['a thousand small layers', `?size=9,9&color=0${nested(20, 60)}`, 4],
];

for (const [name, request, least, limits = {}] of PICTURES) {
	test(`${name}: other questions are answered while it is drawn`, async ({ page, render }) => {
		await render('?size=9,9&color=0');
		const { answers, drawn } = await page.evaluate(askWhileDrawing, renderJob(request, { limits }));
		expect(drawn).toBe(true);
		expect(answers).toBeGreaterThanOrEqual(least);
	});
}

import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { type DrawOptions, drawRequest } from '../testing/draw-request.js';

function edge(): Uint8Array {
	const canvas = createCanvas(8, 8);
	const context = canvas.getContext('2d');
	context.fillRect(0, 0, 4, 8);
	context.fillStyle = '#fff';
	context.fillRect(4, 0, 4, 8);
	return canvas.toBuffer('image/png');
}

const sources = { edge: edge() };

/** True if black turns into white in equal steps, as between two pixels that are joined by a line. */
async function isLinear(request: string, options: DrawOptions = {}): Promise<boolean> {
	const { at } = await drawRequest(`/c${request.replace('?', '?fmt=png-alpha&')}`, { sources, ...options });
	const row = Array.from({ length: 18 }, (_, x) => at(71 + x, 80)[0]);
	const steps = row.slice(1).map((value, x) => value - (row[x] ?? 0));
	return Math.max(...steps) - Math.min(...steps) <= 2;
}

// enlarged by 20: the middles of the two pixels lie at 70 and 90
test.each([
	['', false],
	['&resMode=bilin', true],
	['&resMode=bicub', false],
	['&resMode=sharp2', false],
	['&resMode=bisharp', false],
])('an enlarged picture%s', async (resMode, linear) => {
	expect(await isLinear(`/edge?wid=160${resMode}`)).toBe(linear);
	expect(await isLinear(`?text=&size=160,160&layer=1&src=c/edge&size=160,0${resMode}`)).toBe(linear);
	expect(await isLinear(`?text=&size=160,160&layer=1&src=is(c/edge)&size=160,0${resMode}`)).toBe(linear);
});

test('the mode of the catalog counts where the request names none', async () => {
	const attributes = { ResMode: '2' };
	expect(await isLinear('/edge?wid=160', { attributes })).toBe(true);
	expect(await isLinear('/edge?wid=160&resMode=bicub', { attributes })).toBe(false);
});

test('the mode of a request counts for those that are its sources, unless they have their own', async () => {
	const nested = (own: string) => `?src=is(c/edge?wid=160${own})`;
	expect(await isLinear(`${nested('')}&resMode=bilin`)).toBe(true);
	expect(await isLinear(`${nested('&resMode=bicub')}&resMode=bilin`)).toBe(false);
});

test('what is made smaller is the mean of what it was: no stripe is left out', async () => {
	const canvas = createCanvas(160, 160);
	const context = canvas.getContext('2d');
	for (let x = 0; x < 160; x += 2) context.fillRect(x, 0, 1, 160);
	const stripes = { stripes: canvas.toBuffer('image/png') };
	for (const resMode of ['', '&resMode=bilin', '&resMode=bicub']) {
		const { at } = await drawRequest(`/c/stripes?fmt=png-alpha&wid=33${resMode}`, { sources: stripes });
		const alphas = Array.from({ length: 16 }, (_, x) => at(2 + x, 10)[3]);
		expect(Math.min(...alphas), resMode).toBeGreaterThan(120);
		expect(Math.max(...alphas), resMode).toBeLessThan(136);
	}
});

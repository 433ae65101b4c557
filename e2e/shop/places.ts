import type { Page } from '@playwright/test';
import sharp from 'sharp';

/** Side of each place, in pixels. */
const SIDE = 40;

/** The parts of a page, `<img>` apart, in which a picture may stand: each fills a square with `data-place`. */
const PLACES: Readonly<Record<string, (url: string, id: string) => string>> = {
	'background, style attribute': (url, id) =>
		`<i id="${id}" style="background:url('${url}') center/cover"></i>`,
	'URL() in a style attribute': (url, id) => `<i id="${id}" style="background:URL(${url}) center/cover"></i>`,
	'image-set() in a style attribute': (url, id) =>
		`<i id="${id}" style="background:image-set('${url}' 1x, '${url}2' 9x) center/cover"></i>`,
	'border-image': (url, id) =>
		`<style>#${id} { border: 1px solid; border-image: url("${url}") 1 fill }</style><i id="${id}"></i>`,
	'background, style sheet': (url, id) =>
		`<style>#${id} { background: url("${url}") center/cover }</style><i id="${id}"></i>`,
	'background, @media': (url, id) =>
		`<style>@media all { @supports (display: grid) { #${id} { background: url("${url}") center/cover } } }</style><i id="${id}"></i>`,
	'::before': (url, id) =>
		`<style>#${id}::before { content: ''; position: absolute; inset: 0; background: url(${url}) center/cover }</style><i id="${id}"></i>`,
	'image-set()': (url, id) =>
		`<style>#${id} { background: image-set("${url}" 1x, "${url}2" 9x) center/cover }</style><i id="${id}"></i>`,
	'content: url()': (url, id) =>
		`<style>#${id}::after { content: url("${url}"); position: absolute; inset: 0 }</style><i id="${id}"></i>`,
	'SVG <image>': (url, id) =>
		`<svg id="${id}"><image href="${url}" width="${SIDE}" height="${SIDE}" preserveAspectRatio="xMidYMid slice"/></svg>`,
	'SVG <image xlink:href>': (url, id) =>
		`<svg id="${id}"><image xlink:href="${url}" width="${SIDE}" height="${SIDE}" preserveAspectRatio="xMidYMid slice"/></svg>`,
	'video poster': (url, id) => `<video id="${id}" poster="${url}" style="object-fit:cover"></video>`,
	'input type=image': (url, id) => `<input id="${id}" type="image" src="${url}" style="object-fit:cover">`,
};

/**
 * HTML with every place.
 *
 * @param image URL of the picture for a place
 */
export function places(image: (name: string) => string): string {
	const parts = Object.entries(PLACES).map(([name, html], index) => {
		const url = image(`p${index}`).replaceAll('&', '&amp;');
		// style elements hold raw text
		const markup = html(
			name.includes('style attribute') || /SVG|video|input/.test(name) ? url : image(`p${index}`),
			`p${index}`,
		);
		return `<div data-place="${name.replaceAll('<', '').replaceAll('>', '')}">${markup}</div>`;
	});
	return `<style>
		[data-place] { display: inline-block; width: ${SIDE}px; height: ${SIDE}px; background: #fff; overflow: hidden; vertical-align: top }
		[data-place] > :not(style) { display: block; position: relative; width: 100%; height: 100%; overflow: hidden }
	</style>${parts.join('')}`;
}

const NAMES: Readonly<Record<string, string>> = {
	'255,255,255': 'nothing',
	'0,0,255': 'blue',
	'0,255,0': 'green',
	'255,255,0': 'yellow',
};

/** Where the centre of a place is on a picture of the page. */
export interface PlaceCentre {
	readonly name: string;
	readonly x: number;
	readonly y: number;
}

/** Runs in the page. */
export function placeCentres(): PlaceCentre[] {
	return [...document.querySelectorAll<HTMLElement>('[data-place]')].map((element) => {
		const { x, y, width, height } = element.getBoundingClientRect();
		return {
			name: element.dataset.place ?? '',
			x: Math.round(x + width / 2 + scrollX),
			y: Math.round(y + height / 2 + scrollY),
		};
	});
}

/** What each place shows on a picture of the page: the colour at its centre, with the names of the test pictures. */
export async function coloursAt(
	centres: readonly PlaceCentre[],
	picture: Uint8Array,
): Promise<Record<string, string>> {
	const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
	return Object.fromEntries(
		centres.map(({ name, x, y }) => {
			const at = (y * info.width + x) * info.channels;
			const colour = [...data.subarray(at, at + 3)].join(',');
			return [name, NAMES[colour] ?? colour];
		}),
	);
}

/** What each place of the page shows. */
export async function coloursOf(page: Page): Promise<Record<string, string>> {
	const centres = await page.evaluate(placeCentres);
	return coloursAt(centres, await page.screenshot({ fullPage: true }));
}

import { priceTag } from './article-grid.js';
import type { Article } from './articles.js';
import { escapeHtml } from './html.js';
import { imageUrl } from './image-url.js';

/** Sides of the large picture and of its thumbnails, in pixels. */
const LARGE = 1100;
const SMALL = 144;

/** The views of an article's picture, each for a square of any size. */
const views = {
	Picture: (size: number, isCutOut: boolean) => imageCommands(size, { fit: isCutOut ? 'fit,1' : 'crop,1' }),
	Detail: (size: number) => imageCommands(size, { scl: (0.6 * LARGE) / size }),
	Whole: (size: number) => imageCommands(size, { fit: 'fit,1', bgc: 'e6ebe0' }),
};

function imageCommands(size: number, commands: Readonly<Record<string, string | number>>) {
	return { wid: size, hei: size, ...commands, fmt: 'webp' };
}

/** The page of one article, as HTML. */
export function articlePage({ object, title, category, price, text, isCutOut }: Article): string {
	const url = (view: keyof typeof views, size: number) =>
		escapeHtml(imageUrl(object, views[view](size, isCutOut === true)));
	const thumbnails = (['Picture', 'Detail', 'Whole'] as const).map(
		(view) =>
			`<button class="thumbnail" type="button" data-large="${url(view, LARGE)}" aria-pressed="${view === 'Picture'}">
	<figure class="picture"><img src="${url(view, SMALL)}" width="72" height="72" alt="${view}"></figure>
</button>`,
	);
	return `<a class="back" href="#/">← All articles</a>
<div class="article">
	<div class="gallery">
		<figure class="picture large">
			<img src="${url('Picture', LARGE)}" width="${LARGE}" height="${LARGE}" alt="${escapeHtml(title)}">
		</figure>
		<div class="thumbnails">${thumbnails.join('')}</div>
	</div>
	<div class="facts">
		<span class="category">${category}</span>
		<h1>${escapeHtml(title)}</h1>
		<p class="price">${priceTag(price)}</p>
		<p>${escapeHtml(text)}</p>
		<button class="buy" type="button">Add to basket</button>
		<p class="small">In stock. With you in two to four days, and 30 days to think about it.</p>
	</div>
</div>`;
}

/** Shows the large picture of the thumbnail that is pressed. */
export function switchViews(page: HTMLElement): void {
	page.addEventListener('click', ({ target }) => {
		const pressed = target instanceof Element ? target.closest<HTMLElement>('.thumbnail') : null;
		const large = page.querySelector<HTMLImageElement>('.large img');
		if (!pressed?.dataset.large || !large) return;
		large.src = pressed.dataset.large;
		for (const thumbnail of page.querySelectorAll('.thumbnail')) {
			thumbnail.setAttribute('aria-pressed', String(thumbnail === pressed));
		}
	});
}

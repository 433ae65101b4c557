import { priceTag } from './article-grid.js';
import type { Article } from './articles.js';
import { escapeHtml } from './html.js';
import { imageUrl } from './image-url.js';

/** The views of an article's picture: the whole of it, a detail, and a square crop. */
const views = [
	{ name: 'Whole', commands: { fit: 'fit,1' } },
	{ name: 'Detail', commands: { scl: 1 } },
	{ name: 'Crop', commands: { fit: 'crop,1' } },
] as const;

/** The page of one article, as HTML. */
export function articlePage({ object, title, category, price, text }: Article): string {
	const thumbnails = views.map(({ name, commands }, index) => {
		const small = imageUrl(object, { wid: 144, hei: 144, ...commands, fmt: 'webp' });
		const large = imageUrl(object, { wid: 1100, hei: 1100, ...commands, fmt: 'webp' });
		return `<button class="thumbnail" type="button" data-large="${escapeHtml(large)}" aria-pressed="${index === 0}">
	<figure class="picture"><img src="${escapeHtml(small)}" width="72" height="72" alt="${name}"></figure>
</button>`;
	});
	const first = imageUrl(object, { wid: 1100, hei: 1100, fit: 'fit,1', fmt: 'webp' });
	return `<a class="back" href="#/">← All articles</a>
<div class="article">
	<div class="gallery">
		<figure class="picture large"><img src="${escapeHtml(first)}" width="1100" height="1100" alt="${escapeHtml(title)}"></figure>
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

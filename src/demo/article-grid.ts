import type { Article } from './articles.js';
import { escapeHtml } from './html.js';
import { imageUrl } from './image-url.js';

/** The cards of the shop window, as HTML. */
export function articleGrid(articles: readonly Article[]): string {
	return articles.map((article, index) => `<li>${card(article, index)}</li>`).join('');
}

/** The first rows are in view at once; all others wait until the shopper scrolls. */
const EAGER = 6;

function card(article: Article, index: number): string {
	const { object, title, category, price, badge } = article;
	const small = picture(article, 360);
	const large = picture(article, 720);
	return `<a class="card" href="#/article/${object}">
	<figure class="picture">
		<img src="${small}" srcset="${small} 360w, ${large} 720w"
			sizes="(max-width: 480px) 46vw, (max-width: 900px) 30vw, 280px" width="360" height="360"
			alt="${escapeHtml(title)}"${index < EAGER ? '' : ' loading="lazy"'}>
		${badge === undefined ? '' : badgeImage(badge)}
	</figure>
	<span class="category">${category}</span>
	<span class="title">${escapeHtml(title)}</span>
	<span class="price">${priceTag(price)}</span>
</a>`;
}

export function priceTag(price: number): string {
	return `€ ${price.toLocaleString('en')}`;
}

function picture({ object, isCutOut }: Article, size: number): string {
	const fit = isCutOut ? 'fit,1' : 'crop,1';
	return escapeHtml(imageUrl(object, { wid: size, hei: size, fit, fmt: 'webp', qlt: 82 }));
}

/** A badge that is missing is better not seen: it names a default image of its own. */
function badgeImage(text: string): string {
	const url = imageUrl('Acme/badge', { $text: text, hei: 52, fmt: 'png-alpha', defaultImage: 'blank' });
	return `<img class="badge" src="${escapeHtml(url)}" height="26" alt="${escapeHtml(text)}">`;
}

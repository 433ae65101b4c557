import { register } from '../page/index.js';
import { articleGrid } from './article-grid.js';
import { articlePage, switchViews } from './article-page.js';
import { articles } from './articles.js';
import { byId } from './html.js';
import { watchPictures } from './picture-counts.js';
import { forwardEvents, tellParent } from './shop-messages.js';

/** The same page is served at two paths; below this one it takes the layer in. */
const SCOPE = '/shop/';

const home = byId('home', HTMLElement);
const article = byId('article', HTMLElement);

/** `#/article/Acme/mug` shows an article, everything else the shop window. */
function showRoute(): void {
	const object = /^#\/article\/(.+)$/.exec(location.hash)?.[1];
	const wanted = articles.find((candidate) => candidate.object === object);
	home.hidden = wanted !== undefined;
	article.hidden = wanted === undefined;
	article.innerHTML = wanted === undefined ? '' : articlePage(wanted);
	document.title = wanted === undefined ? 'Acme Home & Outdoor' : `${wanted.title} | Acme`;
	scrollTo(0, 0);
}

byId('grid', HTMLUListElement).innerHTML = articleGrid(articles);
switchViews(article);
showRoute();
addEventListener('hashchange', showRoute);
watchPictures((counts) => tellParent({ type: 'shop:pictures', counts }));
tellParent({ type: 'shop:ready' });

if (location.pathname.startsWith(SCOPE)) {
	const understudy = await register({ url: '/sw.js', manifest: '/image-fallback.json', scope: SCOPE });
	forwardEvents(understudy);
}

import { register } from './image-understudy.js';

const layer = await register();

/** URLs whose pictures are replaced; elements come and go, this stays. */
const replaced = new Set();
layer.addEventListener('substitute', ({ detail }) => detail.observed || replaced.add(detail.url));
layer.addEventListener('heal', ({ detail }) => replaced.delete(detail.url));

/** `<image-note>` around an `<img>` says when the picture is a substitute. */
customElements.define(
	'image-note',
	class extends HTMLElement {
		#listening = new AbortController();

		connectedCallback() {
			const { signal } = this.#listening;
			const look = () => this.#look();
			layer.addEventListener('substitute', look, { signal });
			layer.addEventListener('heal', look, { signal });
			// an image has no `currentSrc` while it loads; its event does not bubble
			this.addEventListener('load', look, { signal, capture: true });
			look();
		}

		disconnectedCallback() {
			this.#listening.abort();
			this.#listening = new AbortController();
		}

		#look() {
			const isReplaced = replaced.has(this.querySelector('img')?.currentSrc);
			this.dataset.note = isReplaced ? 'Picture coming soon' : '';
		}
	},
);

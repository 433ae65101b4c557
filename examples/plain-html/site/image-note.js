/**
 * `<image-note>` around an `<img>` says when the picture is a substitute.
 *
 * @param {import('image-understudy').Understudy} layer
 */
export function defineImageNote(layer) {
	customElements.define(
		'image-note',
		class extends HTMLElement {
			#listening = new AbortController();

			connectedCallback() {
				const { signal } = this.#listening;
				layer.addEventListener('substitute', ({ detail }) => this.#tell(detail, 'Picture coming soon'), {
					signal,
				});
				layer.addEventListener('heal', ({ detail }) => this.#tell(detail, ''), { signal });
			}

			disconnectedCallback() {
				this.#listening.abort();
				this.#listening = new AbortController();
			}

			/** @param {{ url: string }} detail */
			#tell({ url }, text) {
				if (this.querySelector('img')?.currentSrc === url) this.dataset.note = text;
			}
		},
	);
}

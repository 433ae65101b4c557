export interface ImageListeners {
	loaded(image: HTMLImageElement): void;
	broke(image: HTMLImageElement): void;
	/** it came into the document, and may have loaded or failed before, where no event told */
	added(image: HTMLImageElement): void;
}

/**
 * Watches the images of a document. Those in shadow roots are not seen: their events do not leave them.
 * Of a change to the document only the added nodes are looked at.
 */
export function watchImages(root: Document, listeners: ImageListeners, signal: AbortSignal): void {
	const listen = (type: 'load' | 'error', listener: (image: HTMLImageElement) => void) =>
		root.addEventListener(
			type,
			({ target }) => {
				if (target instanceof HTMLImageElement) listener(target);
			},
			// neither event bubbles, but both can be captured
			{ capture: true, signal },
		);
	listen('load', listeners.loaded);
	listen('error', listeners.broke);

	const observer = new MutationObserver((mutations) => {
		for (const node of mutations.flatMap(({ addedNodes }) => [...addedNodes])) {
			if (node instanceof HTMLImageElement) listeners.added(node);
			else if (node instanceof Element) node.querySelectorAll('img').forEach(listeners.added);
		}
	});
	observer.observe(root, { childList: true, subtree: true });
	signal.addEventListener('abort', () => observer.disconnect());
}

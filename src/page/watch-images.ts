/** `added`: it came into the document, and may have loaded or failed before, where no event told. */
export type ImageChange = 'load' | 'error' | 'added';

/**
 * Watches the images of the document. Those in shadow roots are not seen: their events do not leave them.
 * Of a change to the document only the added nodes are looked at.
 */
export function watchImages(
	listener: (change: ImageChange, image: HTMLImageElement) => void,
	signal: AbortSignal,
): void {
	for (const type of ['load', 'error'] as const) {
		document.addEventListener(
			type,
			({ target }) => {
				if (target instanceof HTMLImageElement) listener(type, target);
			},
			// neither event bubbles, but both can be captured
			{ capture: true, signal },
		);
	}

	const added = (image: HTMLImageElement) => listener('added', image);
	const observer = new MutationObserver((mutations) => {
		for (const node of mutations.flatMap(({ addedNodes }) => [...addedNodes])) {
			if (node instanceof HTMLImageElement) added(node);
			else if (node instanceof Element) node.querySelectorAll('img').forEach(added);
		}
	});
	observer.observe(document, { childList: true, subtree: true });
	signal.addEventListener('abort', () => observer.disconnect());
}

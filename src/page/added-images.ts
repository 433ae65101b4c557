/**
 * Calls back for each image that comes into the document, once per insertion: one that was loaded before,
 * outside of it, has no event left that the document could hear. Only the added nodes are looked at, and
 * nothing inside of shadow roots.
 */
export function watchAddedImages(
	root: Document,
	onAdded: (image: HTMLImageElement) => void,
	signal: AbortSignal,
): void {
	const observer = new MutationObserver((mutations) => {
		for (const { addedNodes } of mutations) {
			for (const node of addedNodes) {
				if (node instanceof HTMLImageElement) onAdded(node);
				else if (node instanceof Element) node.querySelectorAll('img').forEach(onAdded);
			}
		}
	});
	observer.observe(root, { childList: true, subtree: true });
	signal.addEventListener('abort', () => observer.disconnect());
}

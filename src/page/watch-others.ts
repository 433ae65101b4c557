/** Who asks for pictures besides `<img>`: style sheets, SVG, posters, image buttons. */
const OTHERS = new Set(['css', 'image', 'video', 'input']);

/**
 * Watches the pictures of a page that no event tells of, from its beginning.
 *
 * @param listener told of their URLs after they have arrived or failed
 */
export function watchOthers(listener: (urls: readonly string[]) => void, signal: AbortSignal): void {
	const observer = new PerformanceObserver((list) => {
		const entries = list.getEntries() as PerformanceResourceTiming[];
		const urls = entries.filter(({ initiatorType }) => OTHERS.has(initiatorType)).map(({ name }) => name);
		if (urls.length > 0) listener([...new Set(urls)]);
	});
	observer.observe({ type: 'resource', buffered: true });
	signal.addEventListener('abort', () => observer.disconnect());
}

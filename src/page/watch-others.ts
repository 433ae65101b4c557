/** Who asks for pictures besides `<img>`: style sheets, SVG, posters, image buttons. */
const OTHERS = new Set(['css', 'image', 'video', 'input']);

/**
 * Watches the pictures of a page that no event tells of, from its beginning.
 *
 * @param listener told of those that have arrived or failed: their URL, and when they were asked for, in
 * milliseconds since the page began
 */
export function watchOthers(listener: (url: string, startTime: number) => void, signal: AbortSignal): void {
	const observer = new PerformanceObserver((list) => {
		for (const { initiatorType, name, startTime } of list.getEntries() as PerformanceResourceTiming[]) {
			if (OTHERS.has(initiatorType)) listener(name, startTime);
		}
	});
	observer.observe({ type: 'resource', buffered: true });
	signal.addEventListener('abort', () => observer.disconnect());
}

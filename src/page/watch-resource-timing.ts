import { BoundedMap } from './bounded-map.js';
import { elementsOf } from './places.js';

/** Who asks for pictures besides `<img>`: style sheets, SVG, image buttons. */
const OTHERS = new Set(['css', 'image', 'input']);

/** Who asks for other files, too: `video` for films. Firefox says `img` of SVG images and posters. */
const MIXED = new Set(['img', 'video']);

/** Files that style sheets ask for and that are no pictures. */
const NO_PICTURE = /^[^?#]*\.(css|eot|otf|ttc|ttf|woff2?)([?#]|$)/i;

/**
 * Watches the pictures of a page that no event tells of, from its beginning.
 *
 * @param listener told of those that have arrived or failed: their URL, and when they were asked for, in
 * milliseconds since the page began
 */
export function watchResourceTiming(
	listener: (url: string, startTime: number) => void,
	signal: AbortSignal,
): void {
	/** each once: whoever is told may ask for it by an image of its own */
	const seen = new BoundedMap<string, true>();
	const observer = new PerformanceObserver((list) => {
		const entries = list.getEntries() as PerformanceResourceTiming[];
		const elements = entries.some(({ initiatorType }) => MIXED.has(initiatorType))
			? new Set([...elementsOf(document)].flatMap(({ urls }) => urls))
			: undefined;
		for (const { initiatorType, name, startTime } of entries) {
			const isElement = MIXED.has(initiatorType) && elements?.has(name) === true && !seen.has(name);
			if (isElement || (OTHERS.has(initiatorType) && !NO_PICTURE.test(name))) {
				seen.set(name, true);
				listener(name, startTime);
			}
		}
	});
	observer.observe({ type: 'resource', buffered: true });
	signal.addEventListener('abort', () => observer.disconnect());
}

import { register } from 'image-understudy';
import { useEffect, useState } from 'preact/hooks';

/** One for the whole page, whoever asks. */
const layer = register();

/**
 * What stands in for an image, and why; undefined while it shows its own picture.
 *
 * @param {string} url of the image
 * @returns {{ kind: string, reason: string } | undefined}
 */
export function useSubstitute(url) {
	const [substitute, setSubstitute] = useState();
	useEffect(() => {
		const listening = new AbortController();
		const { signal } = listening;
		layer.then((events) => {
			events.addEventListener('substitute', ({ detail }) => detail.url === url && setSubstitute(detail), {
				signal,
			});
			events.addEventListener('heal', ({ detail }) => detail.url === url && setSubstitute(undefined), {
				signal,
			});
		});
		return () => listening.abort();
	}, [url]);
	return substitute;
}

import { register } from 'image-understudy';
import { useSyncExternalStore } from 'react';

/** What each image shows in the place of its own picture, by its URL; components come and go, this stays. */
const substitutes = new Map();
const changes = new EventTarget();

function change(work) {
	work();
	changes.dispatchEvent(new Event('change'));
}

register().then((layer) => {
	layer.addEventListener('substitute', ({ detail }) => {
		if (!detail.observed) change(() => substitutes.set(detail.url, detail));
	});
	layer.addEventListener('heal', ({ detail }) => change(() => substitutes.delete(detail.url)));
});

function subscribe(onChange) {
	changes.addEventListener('change', onChange);
	return () => changes.removeEventListener('change', onChange);
}

/**
 * What stands in for an image, and why; undefined while it shows its own picture.
 *
 * @param {string} url of the image, absolute
 * @returns {{ kind: string, reason: string } | undefined}
 */
export function useSubstitute(url) {
	return useSyncExternalStore(
		subscribe,
		() => substitutes.get(url),
		() => undefined,
	);
}

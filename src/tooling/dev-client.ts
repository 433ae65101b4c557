/** What Vite's client tells the pages when a manifest that is right has changed. */
export const MANIFEST_CHANGED = 'image-understudy:manifest';

/** URL below the site's base of the script that listens for it. */
export const DEV_CLIENT = '@image-understudy/client.js';

/** Longest wait for the worker, in milliseconds: it fetches all pictures that the manifest names. */
const INSTALL_MS = 20_000;

/**
 * In development every page has this: when the manifest changes, the worker installs the new rules, and then
 * the images that show a substitute are asked for again, so that they show what the new rules say. The page
 * itself stays; only one without a worker, which is what a manifest with errors leaves at the first visit, is
 * loaded again.
 */
export const DEV_CLIENT_SCRIPT = `if (import.meta.hot) {
	import.meta.hot.on(${JSON.stringify(MANIFEST_CHANGED)}, async () => {
		const registration = await navigator.serviceWorker?.getRegistration();
		if (!registration?.active) return location.reload();
		await new Promise((resolve) => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = resolve;
			setTimeout(resolve, ${INSTALL_MS});
			registration.active.postMessage({ type: 'understudy:update', force: true }, [port2]);
		});
		for (const overlay of document.querySelectorAll('vite-error-overlay')) {
			if (overlay.shadowRoot?.textContent.includes('plugin:image-understudy')) overlay.close();
		}
		await Promise.all(Array.from(document.querySelectorAll('img[data-fallback]'), showAnew));
	});
}

async function showAnew(image) {
	// the document keeps the substitute in its memory, until its URL is fetched past that
	await fetch(image.currentSrc, { mode: 'no-cors', credentials: 'include' }).catch(() => {});
	const source = image.getAttributeNode('src') ?? image.getAttributeNode('srcset');
	if (source) image.setAttribute(source.name, source.value);
}
`;

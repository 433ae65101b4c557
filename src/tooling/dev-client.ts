/** What Vite's client tells the pages when a manifest that is right has changed. */
export const MANIFEST_CHANGED = 'image-understudy:manifest';

/** URL below the site's base of the script that listens for it. */
export const DEV_CLIENT = '@image-understudy/client.js';

/** Longest wait for the worker, in milliseconds: it fetches all pictures that the manifest names. */
const INSTALL_MS = 20_000;

/**
 * In development every page has this: when the manifest changes, the worker installs the new rules, and then
 * the page is loaded again, so that it shows what the new rules say.
 */
export const DEV_CLIENT_SCRIPT = `if (import.meta.hot) {
	import.meta.hot.on(${JSON.stringify(MANIFEST_CHANGED)}, async () => {
		const registration = await navigator.serviceWorker?.getRegistration();
		await new Promise((resolve) => {
			if (!registration?.active) return resolve();
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = resolve;
			setTimeout(resolve, ${INSTALL_MS});
			registration.active.postMessage({ type: 'understudy:update', force: true }, [port2]);
		});
		location.reload();
	});
}
`;

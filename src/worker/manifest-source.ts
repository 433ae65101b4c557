/** A manifest as it was fetched, not looked at yet. */
export interface ManifestSource {
	readonly url: string;
	readonly text: string;
	/** of the text, to see whether it changed */
	readonly digest: string;
}

/** There is no manifest to be had. */
export class ManifestUnavailable extends Error {
	override readonly name = 'ManifestUnavailable';
}

/** Longest wait for the manifest, in milliseconds. */
const TIMEOUT_MS = 30000;

/**
 * @param cache `no-cache` asks the shop's server, `default` trusts the manifest's own cache headers
 * @throws ManifestUnavailable
 */
export async function fetchManifest(url: string, cache: 'no-cache' | 'default'): Promise<ManifestSource> {
	try {
		const signal = AbortSignal.timeout(TIMEOUT_MS);
		const response = await fetch(url, { cache, credentials: 'same-origin', signal });
		if (!response.ok) throw new ManifestUnavailable(`${url} answered ${response.status}`);
		const text = await response.text();
		return { url, text, digest: await digestOf(text) };
	} catch (cause) {
		if (cause instanceof ManifestUnavailable) throw cause;
		throw new ManifestUnavailable(`${url} cannot be fetched`, { cause });
	}
}

async function digestOf(text: string): Promise<string> {
	const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
	return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

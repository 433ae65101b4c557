import { readBounded } from './read-bounded.js';
import { sha256 } from './sha256.js';

/** A manifest as it was fetched, not looked at yet. */
export interface ManifestSource {
	readonly url: string;
	readonly text: string;
	/** of its bytes, to see whether it changed */
	readonly digest: string;
	/** milliseconds since the epoch: what was published later, it may not say */
	readonly askedAt: number;
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
	const askedAt = Date.now();
	try {
		const signal = AbortSignal.timeout(TIMEOUT_MS);
		const response = await fetch(url, { cache, credentials: 'same-origin', signal });
		if (!response.ok) throw new ManifestUnavailable(`${url} answered ${response.status}`);
		const bytes = await (await readBounded(response)).arrayBuffer();
		return { url, text: new TextDecoder().decode(bytes), digest: await sha256(bytes), askedAt };
	} catch (cause) {
		if (cause instanceof ManifestUnavailable) throw cause;
		throw new ManifestUnavailable(`${url} cannot be fetched`, { cause });
	}
}

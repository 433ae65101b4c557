import type { ViteDevServer } from 'vite';
import { MANIFEST_CHANGED } from './dev-client.js';
import { describeFinding, findInManifestFile } from './manifest-findings.js';
import { findManifest, manifestPlaces } from './manifest-location.js';

/** An editor empties a file before it fills it, and what follows at once is not told: in milliseconds. */
const SETTLE_MS = 100;

export interface ServedFile {
	/** MIME type */
	readonly type: string;
	readonly body: Uint8Array;
}

/** @param find a path below the site's base -> the file, or undefined if it is for others to answer */
export function serveFiles(
	server: ViteDevServer,
	find: (name: string) => Promise<ServedFile | undefined>,
): void {
	server.middlewares.use((request, response, next) => {
		const { base } = server.config;
		const path = (request.url ?? '').replace(/[?#].*/s, '');
		if (!path.startsWith(base)) return next();
		find(path.slice(base.length)).then((file) => {
			if (!file) return next();
			response.setHeader('Content-Type', file.type);
			// whoever develops wants to see a change at the next load
			response.setHeader('Cache-Control', 'no-cache');
			response.end(file.body);
		}, next);
	});
}

/**
 * Shows on every open page what is wrong with the manifest as it is on disk, until it is right; what is right is
 * put in force.
 */
export function reportManifest(server: ViteDevServer, name: string): void {
	const { config, watcher, ws } = server;
	const places = manifestPlaces(config, name).map(({ path }) => path);
	let problem: string | undefined;
	let inspection = inspect(false);
	let settling: ReturnType<typeof setTimeout> | undefined;

	async function inspect(isChange = true): Promise<void> {
		problem = await findProblem();
		if (problem !== undefined) config.logger.error(problem);
		else if (isChange) ws.send({ type: 'custom', event: MANIFEST_CHANGED });
	}

	async function findProblem(): Promise<string | undefined> {
		try {
			const { path } = findManifest(config, name);
			const errors: string[] = [];
			for (const finding of await findInManifestFile(path)) {
				const line = describeFinding(path, finding);
				if (finding.severity === 'error') errors.push(line);
				else config.logger.warn(line);
			}
			return errors.join('\n') || undefined;
		} catch (error) {
			return error instanceof Error ? error.message : String(error);
		}
	}

	function show(): void {
		if (problem === undefined) return;
		ws.send({ type: 'error', err: { message: problem, stack: '', plugin: 'image-understudy' } });
	}

	ws.on('connection', () => inspection.then(show));
	watcher.add(places);
	watcher.on('all', (_event, path) => {
		if (!places.includes(path)) return;
		clearTimeout(settling);
		settling = setTimeout(() => {
			inspection = inspection.then(() => inspect());
			inspection.then(show);
		}, SETTLE_MS);
	});
}

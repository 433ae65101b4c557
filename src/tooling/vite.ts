import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { posix } from 'node:path';
import type { Plugin, ResolvedConfig } from 'vite';
import { DEV_CLIENT, DEV_CLIENT_SCRIPT } from './dev-client.js';
import { reportManifest, serveFiles } from './dev-server.js';
import { inspectorFile } from './inspector-file.js';
import { describeFinding, type Finding, findInManifestFile } from './manifest-findings.js';
import { findManifest, manifestPlaces } from './manifest-location.js';
import { readOptions, type UnderstudyOptions } from './vite-options.js';
import { distFile, WORKER_FILE, WORKER_PARTS } from './worker-files.js';

export type { UnderstudyOptions } from './vite-options.js';

/**
 * A Vite plugin (Vite 6 or later) that puts the worker and the manifest into the site, when it is served
 * and when it is built. A manifest that the worker would refuse, or none, fails the build and shows as an
 * overlay in development.
 *
 * @throws for an option that it does not have, or that is no path
 */
export function understudy(options: UnderstudyOptions = {}): Plugin {
	const { manifest: manifestName, worker: workerName } = readOptions(options);
	const workerFiles = new Map([
		[workerName, WORKER_FILE],
		...WORKER_PARTS.map((part) => [posix.join(posix.dirname(workerName), part), part] as const),
	]);
	let config: ResolvedConfig;

	return {
		name: 'image-understudy',

		configResolved(resolved) {
			config = resolved;
		},

		configureServer(server) {
			serveFiles(server, async (name) => {
				const workerFile = workerFiles.get(name);
				if (workerFile) return { type: 'text/javascript', body: await readFile(distFile(workerFile)) };
				if (name !== manifestName) return inspectorFile(name);
				const place = manifestPlaces(config, manifestName).find(({ path }) => existsSync(path));
				return place && { type: 'application/json', body: await readFile(place.path) };
			});
			reportManifest(server, manifestName);
		},

		resolveId: (id) => (id === `/${DEV_CLIENT}` ? id : undefined),

		load: (id) => (id === `/${DEV_CLIENT}` ? DEV_CLIENT_SCRIPT : undefined),

		transformIndexHtml() {
			if (config.command === 'build') return [];
			const src = posix.join(config.base, DEV_CLIENT);
			return [{ tag: 'script', attrs: { type: 'module', src }, injectTo: 'head' }];
		},

		applyToEnvironment: (environment) => environment.config.consumer === 'client',

		async buildStart() {
			if (config.command !== 'build') return;
			const { path } = findManifest(config, manifestName);
			this.addWatchFile(path);
			const findings = await findInManifestFile(path);
			const lines = (severity: Finding['severity']) =>
				findings.filter((one) => one.severity === severity).map((one) => describeFinding(path, one));
			for (const line of lines('warning')) this.warn(line);
			const errors = lines('error');
			if (errors.length > 0) this.error(errors.join('\n'));
		},

		async generateBundle() {
			for (const [fileName, file] of workerFiles) {
				this.emitFile({ type: 'asset', fileName, source: await readFile(distFile(file)) });
			}
			const { path, isPublic } = findManifest(config, manifestName);
			if (!isPublic) this.emitFile({ type: 'asset', fileName: manifestName, source: await readFile(path) });
		},
	};
}
